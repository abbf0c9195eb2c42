import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decodeBenchmark, type BenchmarkRun } from '../../comparison/index.ts';
import { SourceError } from '../source.ts';
import { objectsIn } from './objects-in.ts';

/** The results of a benchmark's runs. */
export interface Benchmarks {
  readonly runs: readonly BenchmarkRun[];
  /** What was there and is no result, in words. */
  readonly skipped: readonly string[];
}

/** A result with every request in it (--save-detailed) is some MB. */
const MAXIMUM_BYTES = 64 * 1024 * 1024;
/** Of all files of a folder; a night's results are some hundred kB. */
const MAXIMUM_BYTES_IN_ALL = 256 * 1024 * 1024;
const MOST_FILES = 1000;

/** Written beside the results, and repeating or preparing them. Source: vllm/benchmarks/sweep/serve.py and lib/utils.py, 0.32.0. */
const NO_RESULTS = /(?:^summary|^warmup|failure|\.pytorch)\.json$/;

/**
 * Reads what `vllm bench` wrote: one file, or a folder whose *.json files (not those of its folders) are repeats. A file holds one
 * result, or several where --append-result added them; the same result twice counts once. Damage is skipped and said.
 */
export async function readBenchmarks(path: string): Promise<Benchmarks> {
  const paths = await filesOf(path);
  const runs: BenchmarkRun[] = [];
  const skipped: string[] = [];
  const seen = new Set<string>();
  let bytesLeft = MAXIMUM_BYTES_IN_ALL;
  for (const file of paths) {
    const name = basename(file);
    if (paths.length > 1 && NO_RESULTS.test(name)) {
      skipped.push(`${name}: no result of its own`);
      continue;
    }
    const text = await textOf(file, Math.min(MAXIMUM_BYTES, bytesLeft));
    if (text === undefined) {
      skipped.push(`${name}: too large`);
      continue;
    }
    bytesLeft -= Buffer.byteLength(text);
    const { objects, faults } = objectsIn(text);
    skipped.push(...faults.map((fault) => `${name}: ${fault}`));
    objects.forEach((object, i) => {
      const origin = objects.length > 1 ? `${name}, result ${i + 1}` : name;
      const run = decodeBenchmark(object, { origin, fileName: name });
      if (!run) {
        skipped.push(`${origin}: no result of vllm bench serve, latency or throughput`);
        return;
      }
      // To the last digit: a copy, which shows no noise.
      const key = JSON.stringify({ ...run, origin: '' });
      if (seen.has(key)) skipped.push(`${origin}: the same result as another`);
      else runs.push(run);
      seen.add(key);
    });
  }
  if (runs.length > 0) return { runs, skipped };
  throw new SourceError(
    'not-a-benchmark',
    `${path} holds no result of vllm bench: ${skipped.slice(0, SAID).join('; ') || 'it has no .json file'}. Give what --save-result or --output-json wrote, or a folder of that.`,
  );
}

/** What is wrong is wrong with all of them alike. */
const SAID = 3;

async function filesOf(path: string): Promise<string[]> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => name.toLowerCase().endsWith('.json')).sort();
    if (names.length <= MOST_FILES) return names.map((name) => join(path, name));
  } catch (error) {
    throw cannotRead(path, error);
  }
  throw new SourceError(
    'unreadable',
    `${path} holds more than ${MOST_FILES} .json files; give a folder of one benchmark.`,
  );
}

/** Undefined where there is more of it than allowed. */
async function textOf(path: string, maximumBytes: number): Promise<string | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new Error('it is no file');
    return found.size > maximumBytes ? undefined : await readFile(path, 'utf8');
  } catch (error) {
    throw cannotRead(path, error);
  }
}

function cannotRead(path: string, error: unknown): SourceError {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const reason = error instanceof Error ? error.message : String(error);
  return isMissing
    ? new SourceError('no-such-file', `There is no ${path}.`, { cause: error })
    : new SourceError('unreadable', `${path} cannot be read: ${reason}.`, { cause: error });
}
