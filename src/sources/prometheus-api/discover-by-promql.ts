import { INPUTS } from '../../analysis/index.ts';
import { definitionOf, ENGINE_METRIC_PATTERN, patternOf } from '../../metrics/catalogue/index.ts';
import { distinct, noEngine, REMEMBERED_SECONDS, type DiscoverOptions, type Discovery } from './discover.ts';
import type { Labels, Series } from './decode.ts';
import { braces, duration, selector } from './expression.ts';
import { groupingOf } from './grouping.ts';
import { anyOf, type Matcher } from './matcher.ts';
import { anchorNames, metricNames, unrecognisedAmong } from './metric-names.ts';
import type { PromQl } from './promql.ts';
import { intervalsOf, STRETCHES_SECONDS } from './scrape-intervals.ts';
import { ofTargets } from './target-matchers.ts';

/**
 * Engines may have come and gone, so names are looked for all along a stretch. A sample counts for five minutes, so looks that
 * far apart miss none; of more than a day not every short life is seen.
 */
const BETWEEN_LOOKS_SECONDS = 300;
const MOST_LOOKS = 300;

/** Of the metrics that laws look at. */
const INPUT_PATTERN = patternOf(Object.values(INPUTS).flat().map(definitionOf));

export interface DiscoverByPromQlOptions extends DiscoverOptions {
  /** Every name that there is, which tells the version; otherwise those that laws look at, which are few. */
  readonly allNames?: boolean;
}

/** The same as `discover`, of a server that can be asked nothing but PromQL. Throws SourceError `no-engine` when it holds none. */
export async function discoverByPromQl(server: PromQl, options: DiscoverByPromQlOptions): Promise<Discovery> {
  const { matchers, startAtSeconds, endAtSeconds, allNames = false } = options;
  const seconds = endAtSeconds - startAtSeconds + REMEMBERED_SECONDS;
  const pattern = allNames ? ENGINE_METRIC_PATTERN : INPUT_PATTERN;
  const ofEngines: Matcher = { label: '__name__', operator: '=~', value: pattern };
  const looks = `[${duration(seconds)}:${duration(Math.max(BETWEEN_LOOKS_SECONDS, Math.ceil(seconds / MOST_LOOKS)))}]`;
  const all = braces([ofEngines, ...ofTargets(matchers)]);
  // Looks lie on multiples of their distance, so the newest samples are looked at apart.
  const everSeen = `last_over_time(${all}${looks}) or ${all}`;
  const warnings = new Set<string>();
  const [named = []] = await instantly(server, [`count by (__name__) (${everSeen})`], options, warnings);
  const present = named.map(({ labels }) => labels['__name__'] ?? '');
  const names = metricNames([...present, ...present.flatMap(otherSeries)]);
  const anchors = anchorNames(names);
  if (anchors.length === 0) throw noEngine(server, matchers, present);

  const isAnchor: Matcher = { label: '__name__', operator: '=~', value: anyOf(anchors) };
  const last = `last_over_time(${braces([isAnchor, ...matchers])}[${duration(seconds)}])`;
  const [series = []] = await instantly(server, [last], options, warnings);
  const engines = distinct(series.map(({ labels }) => labels));
  if (engines.length === 0) throw noEngine(server, matchers, []);
  return {
    names,
    present,
    unrecognised: allNames ? unrecognisedAmong(present) : [],
    engines,
    grouping: groupingOf(engines),
    intervalSeconds: await intervals(server, anchors, engines, options, warnings),
    warnings: [...warnings],
  };
}

/** A histogram that counts has sums and buckets, too. */
const otherSeries = (name: string): string[] =>
  name.endsWith('_count') ? ['_sum', '_bucket'].map((suffix) => name.replace(/_count$/, suffix)) : [];

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

/** Of each job so many engines tell how often it is scraped. */
const ENGINES_PER_JOB = 5;

/** The time between two scrapes of each job, from the samples of some of its engines. */
async function intervals(
  server: PromQl,
  anchors: readonly string[],
  engines: readonly Labels[],
  options: DiscoverOptions,
  warnings: Set<string>,
): Promise<ReadonlyMap<string, number>> {
  const jobs = new Map<string, string[]>();
  for (const { job = '', instance = '' } of engines) jobs.set(job, [...(jobs.get(job) ?? []), instance]);
  const some = [...jobs.values()].flatMap((instances) => instances.slice(0, ENGINES_PER_JOB));
  const ofSome: Matcher = { label: 'instance', operator: '=~', value: anyOf([...new Set(some)]) };
  let found: ReadonlyMap<string, number> = new Map();
  for (const seconds of STRETCHES_SECONDS) {
    const samples = anchors.map((name) => `${selector(name, [...options.matchers, ofSome])}[${duration(seconds)}]`);
    found = intervalsOf((await instantly(server, samples, options, warnings)).flat());
    if ([...jobs.keys()].every((job) => found.has(job))) break;
  }
  return found;
}
