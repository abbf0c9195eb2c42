import { ask } from './ask.ts';
import { decodeSeries, type Series } from './decode.ts';
import type { DiscoverOptions } from './discover.ts';
import { duration, firstOf, selector, timeOf } from './expression.ts';
import { anyOf, type Matcher } from './matcher.ts';
import type { Transport } from './transport.ts';

/** With fewer scrapes in a window a server has too little to tell increases by. */
export const LEAST_INTERVALS = 4;

/** Looked at for each job: the engines with the most samples, so that one that came late does not speak for all. */
const ENGINES_PER_JOB = 3;

/** Jobs are scraped every few seconds to minutes; the longer stretch is for the rare ones, and for data that is scarce. */
export const STRETCHES_SECONDS = [600, 3600];

export interface Intervals {
  readonly data: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
}

/** The time between two scrapes of each job: the median of what lies between the samples of a few of its engines. */
export async function scrapeIntervals(
  transport: Transport,
  anchors: readonly string[],
  options: DiscoverOptions,
): Promise<Intervals> {
  const warnings: string[] = [];
  for (const stretchSeconds of STRETCHES_SECONDS) {
    const query = async (expression: string): Promise<readonly Series[]> => {
      const parameters = { query: expression, time: timeOf(options.endAtSeconds) };
      const answer = await ask(transport, { path: 'query', parameters, signal: options.signal }, decodeSeries);
      warnings.push(...answer.warnings);
      return answer.data;
    };
    const over = `[${duration(stretchSeconds)}]`;
    const most = (name: string): string =>
      `topk by (job) (${ENGINES_PER_JOB}, count_over_time(${selector(name, options.matchers)}${over}))`;
    const busiest = await query(firstOf(anchors, most));
    const instances: Matcher = {
      label: 'instance',
      operator: '=~',
      value: anyOf([...new Set(busiest.map(({ labels }) => labels['instance'] ?? ''))]),
    };
    const samples = await Promise.all(
      anchors.map((name) => query(`${selector(name, [...options.matchers, instances])}${over}`)),
    );
    const data = intervalsOf(samples.flat());
    const jobs = new Set(busiest.map(({ labels }) => labels['job'] ?? ''));
    if (data.size > 0 && [...jobs].every((job) => data.has(job))) return { data, warnings };
    if (stretchSeconds === STRETCHES_SECONDS.at(-1)) return { data, warnings };
  }
  return { data: new Map(), warnings };
}

/** The median of what lies between the samples of each job. */
export function intervalsOf(series: readonly Series[]): ReadonlyMap<string, number> {
  const steps = new Map<string, number[]>();
  for (const { labels, times } of series) {
    const job = labels['job'] ?? '';
    const own = times.slice(1).map((time, i) => time - (times[i] ?? time));
    steps.set(job, [...(steps.get(job) ?? []), ...own.filter((step) => step > 0)]);
  }
  return new Map([...steps].flatMap(([job, own]) => (own.length === 0 ? [] : [[job, round(medianOf(own))] as const])));
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;

/** Scrapes come a little early or late. */
const JITTER = 0.02;

/** The whole number of seconds that a configuration says, where it is that. */
function round(seconds: number): number {
  const whole = Math.round(seconds);
  return Math.abs(seconds - whole) <= JITTER * seconds ? whole : seconds;
}
