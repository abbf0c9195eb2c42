import { neededInputs } from '../../analysis/index.ts';
import { ENGINE_LABEL, inferVersion } from '../../metrics/catalogue/index.ts';
import { formatQuantity } from '../../quantities/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { Reader } from './reading/reader.ts';

/** How far back engines are looked for. */
const LOOK_BACK_SECONDS = 3600;

export interface TestResult {
  readonly status: 'success' | 'error';
  readonly message: string;
}

/** What "Save & test" says: which engines are there, how often they are scraped, and what is missing. */
export async function testConnection(reader: Reader, settings: Settings, nowSeconds: number): Promise<TestResult> {
  const stretch = {
    matchers: [],
    startAtSeconds: nowSeconds - LOOK_BACK_SECONDS,
    endAtSeconds: nowSeconds,
    allNames: true,
  };
  const { engines, present, intervalSeconds, names } = await reader.discover(stretch, new AbortController().signal);
  const models = new Set(engines.map((labels) => labels[ENGINE_LABEL.model]).filter(Boolean));
  const version = inferVersion(present);
  const intervals = [...new Set(intervalSeconds.values())].map((seconds) => formatQuantity(seconds, 'seconds'));
  const { counters, means, levels } = neededInputs(['arrivalsPerSecond', 'queueSeconds', 'kvCacheUsageRatio']);
  const lacking = [
    ...counters.filter((meaning) => names(meaning, 'value').length === 0),
    ...means.filter((meaning) => names(meaning, 'count').length === 0),
    ...levels.filter((meaning) => names(meaning, 'value').length === 0),
  ];
  return {
    status: 'success',
    message: [
      `${counted(engines.length, 'engine')} of ${counted(models.size, 'model')}`,
      version ? `metrics as of vLLM ${version.since}${version.until === null ? ' or later' : `–${version.until}`}` : '',
      intervals.length > 0 ? `scraped every ${intervals.join(', ')}` : 'too few scrapes to tell how often',
      lacking.length > 0 ? `not exposed, so that measures on them stay unknown: ${lacking.join(', ')}` : '',
      settings.objectives.length === 0 ? 'no objectives declared: goodput stays unknown' : '',
      settings.deployments.some(({ hardware }) => hardware) ? '' : 'no hardware declared: the roofline stays unknown',
    ]
      .filter(Boolean)
      .join('; ')
      .concat('.'),
  };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
