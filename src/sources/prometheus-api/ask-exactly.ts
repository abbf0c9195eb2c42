import { ENGINE_METRIC_PATTERN, PROCESS_START } from '../../metrics/catalogue/index.ts';
import type { Snapshot } from '../../metrics/window/index.ts';
import { SourceError } from '../source.ts';
import { ask, askAll } from './ask.ts';
import { decodeSeries, type Labels, type Series } from './decode.ts';
import type { Discovery } from './discover.ts';
import { braces, duration, timeOf } from './expression.ts';
import { keyOf } from './grouping.ts';
import type { Matcher } from './matcher.ts';
import { rawSnapshots } from './raw-snapshots.ts';
import type { RangeRequest } from './request.ts';
import type { Transport } from './transport.ts';
import { UP } from './quality-queries.ts';
import { ofTargets, targetMatchers } from './target-matchers.ts';

/** About what one engine exposes, and what a server gives out and a client holds without trouble. */
const SERIES_PER_ENGINE = 700;
const MOST_SAMPLES = 2_000_000;

/** The scrapes themselves, as the server kept them. Throws SourceError when they would be too many. */
export async function askExactly(transport: Transport, request: RangeRequest): Promise<Snapshot[]> {
  const { discovery, matchers, startAtSeconds, endAtSeconds, signal, onProgress } = request;
  // Without enough scrapes to tell an interval there are not too many either.
  const { engines, grouping } = discovery;
  const intervalSeconds = Math.min(...discovery.intervalSeconds.values());
  const seconds = endAtSeconds - startAtSeconds;
  const expected = engines.length * SERIES_PER_ENGINE * (seconds / intervalSeconds);
  if (expected > MOST_SAMPLES) {
    throw new SourceError(
      'rejected-query',
      `--exact would read about ${(expected / 1e6).toFixed(0)} million samples: ${engines.length} engines over ${seconds.toFixed(0)} s, scraped every ${intervalSeconds.toFixed(0)} s. Choose fewer engines with --match or a shorter --last, or leave --exact out.`,
    );
  }
  // A millisecond more, since newer servers leave out a sample that lies exactly at the start.
  const over = `[${duration(seconds + 0.001)}]`;
  const read = async (those: readonly Matcher[]): Promise<readonly Series[]> => {
    const parameters = { query: `${braces(those)}${over}`, time: timeOf(endAtSeconds) };
    return (await ask(transport, { path: 'query', parameters, signal }, decodeSeries)).data;
  };
  const valuesOf = (label: string) => [...new Set(engines.map((labels) => labels[label] ?? ''))];
  const { jobMatchers } = targetMatchers(matchers, valuesOf);
  const up = await read([named('=', UP), ...jobMatchers]);
  const targets = targetsOf(discovery, up);
  let answered = 0;
  const snapshots = await askAll([...targets], async ([key, { labels, up: ofTarget }]) => {
    // The whole page: not all that is said of an engine carries its labels.
    const target = [
      ...grouping.target.map((label): Matcher => ({ label, operator: '=', value: labels[label] ?? '' })),
      ...ofTargets(matchers),
    ];
    const pages = await read([named('=~', ENGINE_METRIC_PATTERN), ...target]);
    const process = await read([named('=', PROCESS_START), ...target]);
    onProgress?.(`${++answered} of ${targets.size} targets read`);
    return rawSnapshots(key, [...pages, ...process], ofTarget);
  });
  return snapshots.flat().sort((left, right) => left.atSeconds - right.atSeconds);
}

interface ScrapedTarget {
  readonly labels: Labels;
  readonly up: readonly Series[];
}

/** The targets of engines; with those of jobs that have only engines which never answered. */
function targetsOf({ engines, grouping }: Discovery, up: readonly Series[]): ReadonlyMap<string, ScrapedTarget> {
  const targets = new Map<string, ScrapedTarget>();
  for (const labels of engines) targets.set(keyOf(labels, grouping.target), { labels, up: [] });
  const strangers = up.filter(({ labels }) => !targets.has(keyOf(labels, grouping.target)));
  const mixedJobs = new Set(strangers.filter(({ values }) => values.includes(1)).map(({ labels }) => labels['job']));
  for (const series of up) {
    const key = keyOf(series.labels, grouping.target);
    const known = targets.get(key);
    if (known) targets.set(key, { ...known, up: [...known.up, series] });
    else if (!mixedJobs.has(series.labels['job'])) targets.set(key, { labels: series.labels, up: [series] });
  }
  return targets;
}

const named = (operator: Matcher['operator'], value: string): Matcher => ({ label: '__name__', operator, value });
