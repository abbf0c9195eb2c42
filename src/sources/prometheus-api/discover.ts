import { ENGINE_METRIC_PATTERN } from '../../metrics/catalogue/index.ts';
import { SourceError } from '../source.ts';
import { ask } from './ask.ts';
import { decodeLabelSets, decodeTexts, type Labels } from './decode.ts';
import { braces, timeOf } from './expression.ts';
import { groupingOf, wholeEngine, type Grouping } from './grouping.ts';
import { anyOf, type Matcher } from './matcher.ts';
import { anchorNames, metricNames, unrecognisedAmong, type MetricNames } from './metric-names.ts';
import { scrapeIntervals } from './scrape-intervals.ts';
import { ofTargets } from './target-matchers.ts';
import type { Transport } from './transport.ts';

/** What a server holds of engines, found out before anything is asked about them. */
export interface Discovery {
  readonly names: MetricNames;
  /** All names with vLLM's prefix. */
  readonly present: readonly string[];
  readonly unrecognised: readonly string[];
  /** All labels of each engine; engines that were there shortly before the range are among them. */
  readonly engines: readonly Labels[];
  readonly grouping: Grouping;
  /** The time between two scrapes by job; a job is missing with too few scrapes to tell. */
  readonly intervalSeconds: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
}

export interface DiscoverOptions {
  readonly matchers: readonly Matcher[];
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** An engine that vanished so long before the range is still named when Prometheus fails to scrape its target. */
export const REMEMBERED_SECONDS = 3600;

/** Throws SourceError `no-engine` when the server holds none. */
export async function discover(transport: Transport, options: DiscoverOptions): Promise<Discovery> {
  const { matchers, startAtSeconds, endAtSeconds, signal } = options;
  const range = { start: timeOf(startAtSeconds - REMEMBERED_SECONDS), end: timeOf(endAtSeconds) };
  const ofEngines: Matcher = { label: '__name__', operator: '=~', value: ENGINE_METRIC_PATTERN };
  const found = await ask(
    transport,
    {
      path: 'label/__name__/values',
      parameters: { ...range, 'match[]': braces([ofEngines, ...ofTargets(matchers)]) },
      signal,
    },
    decodeTexts,
  );
  const names = metricNames(found.data);
  const anchors = anchorNames(names);
  if (anchors.length === 0) throw noEngine(transport, matchers, found.data);
  const [series, interval] = await Promise.all([
    ask(
      transport,
      {
        path: 'series',
        parameters: {
          ...range,
          'match[]': braces([{ label: '__name__', operator: '=~', value: anyOf(anchors) }, ...matchers]),
        },
        signal,
      },
      decodeLabelSets,
    ),
    scrapeIntervals(transport, anchors, options),
  ]);
  const engines = distinct(series.data);
  if (engines.length === 0) throw noEngine(transport, matchers, []);
  return {
    names,
    present: found.data,
    unrecognised: unrecognisedAmong(found.data),
    engines,
    grouping: groupingOf(engines),
    intervalSeconds: interval.data,
    warnings: [...found.warnings, ...series.warnings, ...interval.warnings],
  };
}

/** Renamed metrics appear under both names, and processes of one engine side by side; the engine is the same. */
export function distinct(series: readonly Labels[]): Labels[] {
  const engines = new Map<string, Labels>();
  for (const labels of series) {
    const own = wholeEngine(labels);
    engines.set(JSON.stringify(Object.entries(own).sort(([left], [right]) => (left < right ? -1 : 1))), own);
  }
  return [...engines.values()];
}

export function noEngine(
  { name }: { readonly name: string },
  matchers: readonly Matcher[],
  present: readonly string[],
): SourceError {
  const asked = matchers.length === 0 ? '' : ` that match ${braces(matchers)}`;
  const found =
    present.length === 0
      ? `no series of vLLM${asked} in or shortly before the stretch asked for`
      : `series of vLLM${asked}, but none that counts output tokens`;
  const advice =
    matchers.length === 0
      ? 'Does this Prometheus scrape vLLM? Its targets page says so; a vLLM that runs with --disable-log-stats exposes nothing.'
      : 'Check the matchers, or leave them out to see all engines.';
  return new SourceError('no-engine', `${name} holds ${found}. ${advice}`);
}
