import { ENGINE_METRIC_PATTERN } from '../../metrics/catalogue/index.ts';
import { distinct, noEngine, REMEMBERED_SECONDS, type DiscoverOptions, type Discovery } from './discover.ts';
import type { Series } from './decode.ts';
import { braces, duration, firstOf, selector } from './expression.ts';
import { groupingOf } from './grouping.ts';
import { anyOf, type Matcher } from './matcher.ts';
import { anchorNames, metricNames, unrecognisedAmong } from './metric-names.ts';
import type { PromQl } from './promql.ts';
import { roundInterval, STRETCHES_SECONDS } from './scrape-intervals.ts';
import { ofTargets } from './target-matchers.ts';

/** Names are looked for at so many instants of a stretch: engines may have come and gone. */
const LOOKS = 5;

/** The same as `discover`, of a server that can be asked nothing but PromQL. Throws SourceError `no-engine` when it holds none. */
export async function discoverByPromQl(server: PromQl, options: DiscoverOptions): Promise<Discovery> {
  const { matchers, startAtSeconds, endAtSeconds, signal } = options;
  const stretch = { startAtSeconds: startAtSeconds - REMEMBERED_SECONDS, endAtSeconds, signal };
  const ofEngines: Matcher = { label: '__name__', operator: '=~', value: ENGINE_METRIC_PATTERN };
  const all = braces([ofEngines, ...ofTargets(matchers)]);
  const warnings = new Set<string>();
  const present = await (server.metricNames?.(all, stretch) ?? namesByPromQl(server, all, options, warnings));
  const names = metricNames(present);
  const anchors = anchorNames(names);
  if (anchors.length === 0) throw noEngine(server, matchers, present);

  const isAnchor: Matcher = { label: '__name__', operator: '=~', value: anyOf(anchors) };
  const seconds = endAtSeconds - stretch.startAtSeconds;
  const found = await instantly(
    server,
    [
      `last_over_time(${braces([isAnchor, ...matchers])}[${duration(seconds)}])`,
      ...STRETCHES_SECONDS.flatMap((over) => intervalExpressions(anchors, matchers, over)),
    ],
    options,
    warnings,
  );
  const [series = [], ...measured] = found;
  const engines = distinct(series.map(({ labels }) => labels));
  if (engines.length === 0) throw noEngine(server, matchers, []);
  return {
    names,
    present,
    unrecognised: unrecognisedAmong(present),
    engines,
    grouping: groupingOf(engines),
    intervalSeconds: intervalsOf(measured),
    warnings: [...warnings],
  };
}

async function namesByPromQl(
  server: PromQl,
  all: string,
  { startAtSeconds, endAtSeconds, signal }: DiscoverOptions,
  warnings: Set<string>,
): Promise<string[]> {
  const stepSeconds = (endAtSeconds - startAtSeconds) / (LOOKS - 1);
  const instants = { firstSeconds: startAtSeconds, stepSeconds, count: LOOKS };
  const names = new Set<string>();
  await server.queryAll({ expressions: [`count by (__name__) (${all})`], instants, signal }, (answer) => {
    for (const { labels } of answer.data) names.add(labels['__name__'] ?? '');
    for (const warning of answer.warnings) warnings.add(warning);
  });
  return [...names];
}

async function instantly(
  server: PromQl,
  expressions: readonly string[],
  { endAtSeconds, signal }: DiscoverOptions,
  warnings: Set<string>,
): Promise<(readonly Series[])[]> {
  const answers: (readonly Series[])[] = expressions.map(() => []);
  const instants = { firstSeconds: endAtSeconds, stepSeconds: 1, count: 1 };
  await server.queryAll({ expressions, instants, signal }, (answer, number) => {
    answers[number] = answer.data;
    for (const warning of answer.warnings) warnings.add(warning);
  });
  return answers;
}

/** Apart from each other, so that a scrape every few seconds is seen, and cheap enough for a fleet. */
const GRID_SECONDS = 5;

/** How long samples were seen, how often a new one was seen on a grid, and how many there were: each the median of a job. */
const intervalExpressions = (anchors: readonly string[], matchers: readonly Matcher[], seconds: number): string[] => {
  const ofJobs = (of: (series: string) => string): string =>
    firstOf(anchors, (name) => `quantile by (job) (0.5, ${of(selector(name, matchers))})`);
  const grid = `[${duration(seconds)}:${duration(GRID_SECONDS)}]`;
  return [
    ofJobs((series) => `max_over_time(timestamp(${series})${grid}) - min_over_time(timestamp(${series})${grid})`),
    ofJobs((series) => `changes(timestamp(${series})${grid})`),
    ofJobs((series) => `count_over_time(${series}[${duration(seconds)}])`),
  ];
};

/** The shortest stretch that has something to tell counts. */
function intervalsOf(measured: readonly (readonly Series[])[]): ReadonlyMap<string, number> {
  const intervals = new Map<string, number>();
  for (let i = 0; i < measured.length; i += 3) {
    const [spans, changes, counts] = [0, 1, 2].map((j) => byJob(measured[i + j] ?? []));
    for (const [job, span] of spans ?? []) {
      const seen = span / (changes?.get(job) ?? 0);
      const counted = span / (counts?.get(job) ?? 0);
      // What comes faster than the grid is only seen on each of its points.
      const seconds = seen > 1.4 * GRID_SECONDS ? seen : counted;
      if (!intervals.has(job) && seconds > 0 && Number.isFinite(seconds)) intervals.set(job, roundInterval(seconds));
    }
  }
  return intervals;
}

const byJob = (series: readonly Series[]): Map<string, number> =>
  new Map(series.map(({ labels, values }) => [labels['job'] ?? '', values[0] ?? Number.NaN]));
