import { formatQuantity } from '../../quantities/index.ts';
import { ofSides, type OfSides, type Side } from '../side.ts';
import { CONFIGURATION, LENGTHS, type BenchmarkRun, type ConfigurationId, type LengthId } from './benchmark-run.ts';

/** Runs of the same benchmark on both sides. */
export interface RunPair {
  readonly runs: OfSides<readonly BenchmarkRun[]>;
  /** What was set, as far as both sides say; the same on both unless `differs`. */
  readonly settings: readonly Setting[];
  /** What one side does not say. */
  readonly unsaid: readonly ConfigurationId[];
}

/** One thing that was set, on either side. */
export interface Setting {
  readonly id: ConfigurationId;
  readonly a: string | number;
  readonly b: string | number;
}

/** Which runs are compared with which. */
export interface Pairing {
  readonly pairs: readonly RunPair[];
  /** In words, of each side: benchmarks that have no pair, and why. */
  readonly alone: OfSides<readonly string[]>;
}

/** A choice: answers of the same benchmark differ by less in their mean, and another benchmark by more. */
const SAME_LENGTH_RATIO = 0.1;

/** Repeats of one benchmark. */
type Repeats = readonly [BenchmarkRun, ...BenchmarkRun[]];

/**
 * Runs with the same settings and about the same lengths are repeats. Repeats on both sides are a pair where they are set alike,
 * or where one does not say (older versions say less) and there is no other that it could be. Where nothing belongs together
 * and each side has one benchmark, these are a pair that differs.
 */
export function pairRuns(sides: OfSides<readonly BenchmarkRun[]>): Pairing {
  const groups = ofSides((side) => repeatsIn(sides[side]));
  const exact = pairsWhere(groups, areAlike);
  const rest = ofSides((side) => groups[side].filter((each) => !exact.some((pair) => pair[side] === each)));
  const all = [...exact, ...pairsWhere(rest, mayBeAlike)];
  const [[onlyA], [onlyB]] = [groups.a, groups.b];
  const areOne = groups.a.length === 1 && groups.b.length === 1;
  if (all.length === 0 && areOne && onlyA && onlyB && areOfOneKind(onlyA[0], onlyB[0]))
    all.push({ a: onlyA, b: onlyB });
  const alone = (side: Side, other: Side): string[] =>
    groups[side]
      .filter((each) => !all.some((pair) => pair[side] === each))
      .map((each) => {
        const like = rest[other].filter((those) => mayBeAlike(each[0], those[0])).length;
        const why = like === 0 ? 'is not in' : 'says too little to be paired in';
        return `${inWords(each[0])} ${why} ${other.toUpperCase()}`;
      });
  return { pairs: all.map(pairOf), alone: { a: alone('a', 'b'), b: alone('b', 'a') } };
}

/** Those of either side that belong to one of the other, which belongs to no further one. */
function pairsWhere(
  groups: OfSides<readonly Repeats[]>,
  belong: (left: BenchmarkRun, right: BenchmarkRun) => boolean,
): OfSides<Repeats>[] {
  return groups.a.flatMap((a) => {
    const [b, another] = groups.b.filter((each) => belong(a[0], each[0]));
    const isOnly = b && !another && groups.a.filter((each) => belong(each[0], b[0])).length === 1;
    return isOnly ? [{ a, b }] : [];
  });
}

function repeatsIn(runs: readonly BenchmarkRun[]): readonly Repeats[] {
  const groups: [BenchmarkRun, ...BenchmarkRun[]][] = [];
  for (const run of runs) {
    const own = groups.find(([first]) => areAlike(first, run));
    if (own) own.push(run);
    else groups.push([run]);
  }
  return groups;
}

const IDS = Object.keys(CONFIGURATION) as ConfigurationId[];
const LENGTH_IDS = Object.keys(LENGTHS) as LengthId[];

const areAlike = (left: BenchmarkRun, right: BenchmarkRun): boolean =>
  areOfOneLength(left, right) && IDS.every((id) => left.configuration[id] === right.configuration[id]);

const mayBeAlike = (left: BenchmarkRun, right: BenchmarkRun): boolean =>
  areOfOneLength(left, right) &&
  IDS.every((id) => {
    const [a, b] = [left.configuration[id], right.configuration[id]];
    return a === undefined || b === undefined || a === b;
  });

const areOfOneKind = (left: BenchmarkRun, right: BenchmarkRun): boolean => left.kind === right.kind;

const areOfOneLength = (left: BenchmarkRun, right: BenchmarkRun): boolean =>
  areOfOneKind(left, right) &&
  LENGTH_IDS.every((id) => {
    const [a, b] = [left.lengths[id], right.lengths[id]];
    return a === undefined || b === undefined || Math.max(a, b) <= (1 + SAME_LENGTH_RATIO) * Math.min(a, b);
  });

function pairOf(runs: OfSides<Repeats>): RunPair {
  const [a, b] = [runs.a[0].configuration, runs.b[0].configuration];
  return {
    runs,
    settings: IDS.flatMap((id) => {
      const [left, right] = [a[id], b[id]];
      return left === undefined || right === undefined ? [] : [{ id, a: left, b: right }];
    }),
    unsaid: IDS.filter((id) => (a[id] === undefined) !== (b[id] === undefined)),
  };
}

/** "serve · model m · request rate (/s) 4 · input length 128 tokens". */
export const inWords = ({ kind, configuration, lengths }: BenchmarkRun): string =>
  [
    kind,
    ...IDS.flatMap((id) => (configuration[id] === undefined ? [] : [`${CONFIGURATION[id]} ${configuration[id]}`])),
    ...LENGTH_IDS.flatMap((id) =>
      lengths[id] === undefined ? [] : [`${LENGTHS[id]} ${formatQuantity(lengths[id], 'tokensPerRequest')}`],
    ),
  ].join(' · ');
