import { SIDES, ofSides, type OfSides } from '../side.ts';
import { CONFIGURATION, type BenchmarkRun, type ConfigurationId } from './benchmark-run.ts';

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
  /** In words, of each side: benchmarks that the other does not have. */
  readonly alone: OfSides<readonly string[]>;
}

/**
 * Runs with the same settings belong together. What one side never says (older versions say less) tells nothing apart. Where
 * nothing belongs together and each side has one benchmark, these are a pair that differs.
 */
export function pairRuns(sides: OfSides<readonly BenchmarkRun[]>): Pairing {
  const ids = Object.keys(CONFIGURATION) as ConfigurationId[];
  const isSaid = (id: ConfigurationId, kind: BenchmarkRun['kind']): boolean =>
    SIDES.every((side) => {
      const alike = sides[side].filter((run) => run.kind === kind);
      return alike.length > 0 && alike.every(({ configuration }) => configuration[id] !== undefined);
    });
  const keyOf = ({ kind, configuration }: BenchmarkRun): string =>
    JSON.stringify([kind, ...ids.map((id) => (isSaid(id, kind) ? configuration[id] : null))]);
  const groups = ofSides((side) => groupBy(sides[side], keyOf));
  const pairOf = (a: readonly BenchmarkRun[], b: readonly BenchmarkRun[]): RunPair => ({
    runs: { a, b },
    settings: ids.flatMap((id) => {
      const [left, right] = [a, b].map(([run]) => run?.configuration[id]);
      return left === undefined || right === undefined ? [] : [{ id, a: left, b: right }];
    }),
    unsaid: ids.filter((id) => [a, b].some((runs) => runs.some((run) => run.configuration[id] !== undefined)) && [a, b].some((runs) => runs.some((run) => run.configuration[id] === undefined))), // prettier-ignore
  });
  const pairs = [...groups.a].flatMap(([key, a]) => {
    const b = groups.b.get(key);
    return b ? [pairOf(a, b)] : [];
  });
  const [[onlyA] = [], [onlyB] = []] = SIDES.map((side) => [...groups[side].values()]);
  if (
    pairs.length === 0 &&
    groups.a.size === 1 &&
    groups.b.size === 1 &&
    onlyA &&
    onlyB &&
    onlyA[0]?.kind === onlyB[0]?.kind
  ) {
    return { pairs: [pairOf(onlyA, onlyB)], alone: { a: [], b: [] } };
  }
  const other = { a: 'b', b: 'a' } as const;
  const alone = ofSides((side) =>
    [...groups[side]].flatMap(([key, [run]]) => (run && !groups[other[side]].has(key) ? [inWords(run)] : [])),
  );
  return { pairs, alone };
}

function groupBy(
  runs: readonly BenchmarkRun[],
  keyOf: (run: BenchmarkRun) => string,
): ReadonlyMap<string, readonly BenchmarkRun[]> {
  const groups = new Map<string, BenchmarkRun[]>();
  for (const run of runs) {
    const key = keyOf(run);
    const own = groups.get(key);
    if (own) own.push(run);
    else groups.set(key, [run]);
  }
  return groups;
}

/** "serve · model m · request rate (/s) 4". */
export const inWords = ({ kind, configuration }: Pick<BenchmarkRun, 'kind' | 'configuration'>): string =>
  [
    kind,
    ...Object.entries(configuration).map(([id, value]) => `${CONFIGURATION[id as ConfigurationId]} ${value}`),
  ].join(' · ');
