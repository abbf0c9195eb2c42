import { stat } from 'node:fs/promises';
import { ofSides, type OfSides } from '../../comparison/index.ts';
import { displayUrl, systemClock, type Instant, type Selection } from '../../sources/index.ts';
import type { CompareOptions } from '../commands/compare.ts';
import { UsageError } from '../exit-code.ts';
import { isPrometheus, isUrl } from '../source-options.ts';

/** What the command line says of A and B, once it makes sense. */
export interface NamedSides {
  readonly kind: 'engines' | 'benchmarks';
  readonly names: OfSides<string>;
  readonly selections: OfSides<Selection>;
}

/** Refuses what cannot be compared, or makes no sense, before anything is read. */
export async function namedSides(a: string, b: string | undefined, options: CompareOptions): Promise<NamedSides> {
  const names = { a, b: b ?? a };
  for (const name of Object.values(names)) refuseWithoutPast(name);
  const [isA, isB] = await Promise.all([isBenchmark(names.a), isBenchmark(names.b)]);
  if (isA !== isB) {
    const [results, metrics] = isA ? [names.a, names.b] : [names.b, names.a];
    throw new UsageError(
      `${displayUrl(results)} (a folder, or *.json) is taken for results of a benchmark and ${displayUrl(metrics)} for metrics of engines; what a client measured and what an engine counts cannot be compared. Give two of one kind.`,
    );
  }
  if (isA) {
    refuseForBenchmarks(b, options);
    return { kind: 'benchmarks', names, selections: { a: {}, b: {} } };
  }
  refuseForEngines(b, names, options);
  const { rangeA, rangeB, last } = options;
  const ranges = { a: rangeA, b: rangeB };
  // One now for all: both sides, each as a whole and step by step, would otherwise end at moments of their own.
  const now: Instant = { kind: 'unix', seconds: systemClock.nowSeconds() };
  return {
    kind: 'engines',
    names,
    selections: ofSides((side) => ({
      ...(isPrometheus(names[side]) && { to: now }),
      ...(ranges[side] ?? (last === undefined ? {} : { lastSeconds: last })),
    })),
  };
}

function refuseWithoutPast(name: string): void {
  if (name === '-')
    throw new UsageError('A comparison reads each side twice, which standard input cannot be: give a file.');
  if (!isUrl(name) || isPrometheus(name)) return;
  const url = displayUrl(name);
  throw new UsageError(
    `A live engine such as ${url} has no past to compare. Record it first (ridgeline record ${url} -o before.jsonl.gz), or ask the Prometheus that scrapes it.`,
  );
}

/** By its name, since a comparison must not begin with reading something large: a folder or *.json. */
async function isBenchmark(name: string): Promise<boolean> {
  if (isUrl(name)) return false;
  if (/\.json$/i.test(name)) return true;
  return stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function refuseForBenchmarks(b: string | undefined, options: CompareOptions): void {
  if (b === undefined)
    throw new UsageError('Give two results of benchmarks, or two folders of them: the baseline first.');
  const { rangeA, rangeB, last, matchA, matchB, match, step } = options;
  const stray = Object.entries({ '--range-a': rangeA, '--range-b': rangeB, '--last': last, '--match': match, '--match-a': matchA, '--match-b': matchB, '--step': step }).find(([, value]) => value !== undefined); // prettier-ignore
  if (stray)
    throw new UsageError(`${stray[0]} is for metrics of engines; a benchmark has its result and nothing in between.`);
}

function refuseForEngines(b: string | undefined, names: OfSides<string>, options: CompareOptions): void {
  const { rangeA, rangeB, matchA, matchB, noise, measures } = options;
  if (noise !== undefined)
    throw new UsageError('--noise is for results of benchmarks; engines show theirs from step to step.');
  if (measures) throw new UsageError('--measures is for results of benchmarks.');
  for (const [option, given, name] of [
    ['--match-a', matchA, names.a],
    ['--match-b', matchB, names.b],
  ] as const) {
    if (given && !isPrometheus(name))
      throw new UsageError(`${option} is for a Prometheus, and ${name} is a recording.`);
  }
  if (b !== undefined || matchA || matchB || (rangeA && rangeB)) return;
  throw new UsageError(
    'Nothing to compare with: give B, or two ranges (--range-a and --range-b) or deployments (--match-a, --match-b) of A.',
  );
}
