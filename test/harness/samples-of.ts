import { parseExposition, type Exposition } from '../../src/metrics/exposition/index.ts';
import type { Scrape } from '../contracts/scrapes.ts';

/** How samples with timestamps are written: OpenMetrics counts seconds, Prometheus text milliseconds. */
export type Dialect = 'openmetrics' | 'prometheus';

export interface Labelling {
  /** What the scraper adds to every series; `instance` and `job` by default. */
  readonly labels?: (target: string) => Readonly<Record<string, string>>;
}

/** What a Prometheus would hold after these scrapes: every sample with the labels of its target, and `up`. */
export function samplesOf(
  scrapes: readonly Scrape[],
  dialect: Dialect,
  { labels = (target) => ({ instance: target, job: 'vllm' }) }: Labelling = {},
): string {
  const lines = scrapes.flatMap(({ target, t, dur, status, body }) => {
    const atSeconds = t + dur / 2;
    const stamp = dialect === 'openmetrics' ? atSeconds.toFixed(3) : Math.round(atSeconds * 1000).toFixed(0);
    const added = Object.entries(labels(target));
    const up = `up{${written(added)}} ${status === 200 ? 1 : 0} ${stamp}`;
    return status === 200 ? [...pageLines(parseExposition(body), added, stamp), up] : [up];
  });
  return `${lines.join('\n')}\n${dialect === 'openmetrics' ? '# EOF\n' : ''}`;
}

const pageLines = ({ layout, values }: Exposition, added: readonly Label[], stamp: string): string[] =>
  layout.series.map(
    ({ name, labels }, i) => `${name}{${written([...Object.entries(labels), ...added])}} ${values[i] ?? NaN} ${stamp}`,
  );

type Label = readonly [name: string, value: string];

const written = (labels: readonly Label[]): string =>
  labels.map(([name, value]) => `${name}="${escaped(value)}"`).join(',');

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
