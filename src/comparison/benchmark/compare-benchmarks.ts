import { formatQuantity, sum } from '../../quantities/index.ts';
import { placed, shiftOf, placeOf, verdictOf, type Verdict } from '../judge.ts';
import { overallVerdict } from '../overall.ts';
import { SIDES, ofSides, type OfSides } from '../side.ts';
import type { Judged } from '../system.ts';
import type { Shift } from '../workload.ts';
import { CONFIGURATION, LENGTHS, type BenchmarkMeasure, type BenchmarkRun, type LengthId } from './benchmark-run.ts';
import { inWords, pairRuns, type RunPair } from './pair-runs.ts';
import { welch } from './welch.ts';

/** The results on one side. */
export interface BenchmarkSide {
  readonly name: string;
  readonly runs: readonly BenchmarkRun[];
  /** What was there and is no result, in words. */
  readonly skipped: readonly string[];
}

/** One benchmark that both sides ran. */
export interface BenchmarkPair {
  readonly benchmark: string;
  readonly runs: OfSides<number>;
  readonly workload: readonly Shift[];
  readonly system: readonly Judged[];
}

/** What changed between two sets of results. */
export interface BenchmarkComparison {
  readonly kind: 'benchmarks';
  readonly verdict: Verdict;
  readonly thresholdRatio: number;
  /** That was given, for runs without repeats. */
  readonly noiseRatio: number | null;
  readonly sides: OfSides<{ readonly name: string; readonly runs: number; readonly skipped: readonly string[] }>;
  readonly pairs: readonly BenchmarkPair[];
  /** Benchmarks that are compared with none of the other side, and why. */
  readonly alone: OfSides<readonly string[]>;
}

/** How they are compared. */
export interface BenchmarkCompareOptions {
  readonly thresholdRatio: number;
  readonly noiseRatio?: number | undefined;
  /** Only these; where not given, of each latency the mean and the highest percentile, and what has none. */
  readonly measures?: readonly string[] | undefined;
}

/** A choice: prompts drawn at random differ by less in their mean; a benchmark with others by more. */
const SAME_LENGTH_RATIO = 0.02;

/**
 * Whether the runs of B are slower than those of A: each benchmark that both ran, each measure, with the noise that repeats show.
 * Runs that were asked for something else are not judged.
 */
export function compareBenchmarks(
  sides: OfSides<BenchmarkSide>,
  options: BenchmarkCompareOptions,
): BenchmarkComparison {
  const { pairs, alone } = pairRuns(ofSides((side) => sides[side].runs));
  const compared = pairs.map((pair): BenchmarkPair => {
    const shifts = [...settings(pair), ...lengths(pair)];
    const [run] = pair.runs.b;
    return {
      benchmark: run ? inWords(run) : '',
      runs: ofSides((side) => pair.runs[side].length),
      workload: shifts,
      system: [...failures(pair), ...measures(pair, shifts, options)],
    };
  });
  return {
    kind: 'benchmarks',
    verdict: overallVerdict(compared.flatMap(({ system }) => system)),
    thresholdRatio: options.thresholdRatio,
    noiseRatio: options.noiseRatio ?? null,
    sides: ofSides((side) => ({
      name: sides[side].name,
      runs: sides[side].runs.length,
      skipped: sides[side].skipped,
    })),
    pairs: compared,
    alone,
  };
}

const settings = ({ settings: all, unsaid }: RunPair): Shift[] => [
  ...all.map(({ id, a, b }): Shift => ({ ...bare(id, CONFIGURATION[id]), a, b, verdict: a === b ? 'same' : 'shifted', reason: null })), // prettier-ignore
  ...unsaid.map((id): Shift => ({ ...bare(id, CONFIGURATION[id]), a: null, b: null, verdict: 'cannot-tell', reason: 'not every result says it' })), // prettier-ignore
];

const bare = (id: string, title: string) => ({ id, title, unit: null, effect: null, longer: null });

function lengths({ runs }: RunPair): Shift[] {
  return (Object.keys(LENGTHS) as LengthId[]).flatMap((id): Shift[] => {
    const means = SIDES.map((side) => {
      const own = runs[side].flatMap((run) => run.lengths[id] ?? []);
      return own.length === 0 ? undefined : sum(own) / own.length;
    });
    const [a, b] = means;
    if (a === undefined || b === undefined) return [];
    const ratio = b / a;
    const known = a > 0 && b > 0;
    const verdict = known ? shiftOf(placeOf({ ratio, low: ratio, high: ratio }, SAME_LENGTH_RATIO)) : 'same';
    return [{ ...bare(id, LENGTHS[id]), unit: 'tokensPerRequest', a, b, effect: known ? { ratio, low: ratio, high: ratio } : null, verdict, reason: null }]; // prettier-ignore
  });
}

/** Joint over the measures of one benchmark: each is looked at by itself, as a release is. */
function measures(pair: RunPair, shifts: readonly Shift[], options: BenchmarkCompareOptions): Judged[] {
  const { thresholdRatio, noiseRatio } = options;
  const isOther = shifts.some(({ verdict }) => verdict === 'shifted');
  const all = measured(pair, options).map((measure) => ({
    ...measure,
    estimate: isOther || measure.why !== undefined ? undefined : welch(measure.values.a, measure.values.b, noiseRatio),
  }));
  const family = all.filter(({ estimate }) => estimate).length;
  return all.map(({ id, title, unit, better, values, why, estimate }): Judged => {
    const shown = {
      ...{ id, title, unit, better },
      ...ofSides((side) => centreOf(values[side])),
      ...{ heldAgainst: [], notes: [], steps: null },
    };
    if (!estimate) {
      const reason = why ?? (isOther ? 'another benchmark was run' : NO_REPEATS);
      return { ...shown, effect: null, verdict: 'cannot-tell', reason, longer: null };
    }
    const { interval, place, longer = null } = placed(estimate, family, thresholdRatio);
    return { ...shown, effect: interval, verdict: verdictOf(place, better), reason: null, longer };
  });
}

const NO_REPEATS =
  'one run on each side shows no noise: repeat one of them, or give --noise, the spread that runs of it usually have';

interface Measured extends Omit<BenchmarkMeasure, 'value'> {
  readonly values: OfSides<readonly number[]>;
  readonly why: string | undefined;
}

/** Of each latency the mean and the highest percentile: each further one would make all intervals wider, and says little more. */
function byDefault(ids: readonly string[]): string[] {
  const percentileOf = (id: string): number => Number(/P([\d.]+)$/.exec(id)?.[1] ?? 0);
  const latencyOf = (id: string): string => id.replace(/P[\d.]+$/, '');
  return ids.filter((id) => {
    const percentile = percentileOf(id);
    const highest = Math.max(...ids.filter((other) => latencyOf(other) === latencyOf(id)).map(percentileOf));
    return percentile === 0 || percentile === highest;
  });
}

function measured({ runs }: RunPair, { measures: wanted }: BenchmarkCompareOptions): Measured[] {
  const known = new Map(
    SIDES.flatMap((side) => runs[side]).flatMap((run) => run.measures.map((each) => [each.id, each])),
  );
  const judged = wanted ?? byDefault([...known.keys()]);
  return [...known.values()].flatMap(({ id, title, unit, better }) => {
    if (!judged.includes(id)) return [];
    const values = ofSides((side) =>
      runs[side].flatMap((run) => run.measures.flatMap((each) => (each.id === id ? [each.value] : []))),
    );
    // What one side does not report is compared with nothing, and nobody asked for it.
    if (SIDES.some((side) => values[side].length === 0)) return [];
    const why = SIDES.some((side) => values[side].some((value) => value <= 0)) ? 'a run measured 0' : undefined;
    return [{ id, title, unit, better, values, why }];
  });
}

/** The geometric mean, which is what logarithms compare; of zeros the plain one. */
function centreOf(values: readonly number[]): number {
  const mean = Math.exp(sum(values.map(Math.log)) / values.length);
  return mean > 0 ? mean : sum(values) / values.length;
}

/** A larger share of failed requests than in A is a regression by itself, and any of them where A has none or does not say. */
function failures({ runs }: RunPair): Judged[] {
  const sides = ofSides((side) => {
    const known = runs[side].flatMap(({ failed, requests = 0 }) =>
      failed === undefined ? [] : [{ failed, requests }],
    );
    const failed = sum(known.map((each) => each.failed));
    const requests = sum(known.map((each) => each.requests));
    return { isKnown: known.length > 0, failed, requests };
  });
  const { a, b } = sides;
  if (!b.isKnown) return [];
  const isWorse = b.failed * Math.max(1, a.requests) > a.failed * b.requests;
  const inWords = ({ isKnown, failed, requests }: typeof a): string =>
    isKnown ? `${formatQuantity(failed, 'count')} of ${formatQuantity(requests, 'count')}` : 'unknown';
  return [
    {
      ...{ id: 'failedRequests', title: 'failed requests', unit: 'requests', better: 'lower' },
      a: a.isKnown ? a.failed : null,
      b: b.failed,
      effect: null,
      verdict: isWorse ? 'regressed' : b.failed < a.failed && b.failed === 0 ? 'improved' : 'unchanged',
      reason: `${inWords(a)} failed in A, ${inWords(b)} in B`,
      ...{ longer: null, heldAgainst: [], notes: [], steps: null },
    },
  ];
}
