import { readFileSync } from 'node:fs';
import { decodeBenchmark } from '../../../src/comparison/index.ts';
import type { BenchmarkRun } from '../../../src/comparison/index.ts';
import { normals } from '../normals.ts';

export const benchmarkPath = (name: string): string =>
  new URL(`../../fixtures/benchmarks/serve-0.32.0-${name}.json`, import.meta.url).pathname;

export type Result = Record<string, unknown>;

/** A real result of vLLM 0.32.0. */
export const realResult = (name = 'steady'): Result => JSON.parse(readFileSync(benchmarkPath(name), 'utf8')) as Result;

export interface Repeats {
  readonly count: number;
  readonly seed: number;
  /** Of each number of each run, as a share of it. */
  readonly noise?: number;
  /** What latencies are multiplied by, and throughput divided. */
  readonly slower?: number;
  readonly change?: Result;
}

const MEASURED = /_ms$|_throughput$|^request_goodput$/;

/** Runs as a real one, with some noise. */
export function repeatsOf(result: Result, { count, seed, noise = 0.01, slower = 1, change = {} }: Repeats): Result[] {
  const normal = normals(seed);
  return Array.from({ length: count }, () => {
    const entries = Object.entries(result).map(([name, value]) => {
      if (typeof value !== 'number' || !MEASURED.test(name)) return [name, value] as const;
      const factor = (name.endsWith('_ms') ? slower : 1 / slower) * Math.exp(noise * normal());
      return [name, value * factor] as const;
    });
    return { ...Object.fromEntries(entries), ...change };
  });
}

export const decoded = (results: readonly Result[]): BenchmarkRun[] =>
  results.map((result, i) => {
    const run = decodeBenchmark(result, { origin: `run ${i}`, fileName: 'run.json' });
    if (!run) throw new Error('no result of a benchmark');
    return run;
  });
