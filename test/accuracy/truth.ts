import { readdirSync, readFileSync } from 'node:fs';

/** What the load generator measured in one of its runs; see test/fixtures/README.md. */
export interface TrueRun {
  readonly completed: number;
  readonly first_start: number;
  readonly last_end: number;
  readonly prompt_tokens: number;
  readonly output_tokens: number;
  readonly ttft_s: Distribution;
  readonly tpot_s: Distribution;
  readonly e2e_s: Distribution;
  readonly slo_met: { readonly ttft: number; readonly tpot: number; readonly e2e: number; readonly joint_all: number };
  /** startAtSeconds, promptTokens, outputTokens, ok, ttftSeconds, e2eSeconds, tpotSeconds */
  readonly requests_table: readonly (readonly [number, number, number, boolean, number, number, number])[];
}

export interface Distribution {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}

export interface ChaosRow {
  readonly n: number;
  readonly finished: boolean;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

interface TruthFile {
  readonly runs: readonly TrueRun[];
  readonly chaos?: {
    readonly requests_table: readonly (readonly [
      string,
      number,
      number,
      number,
      number,
      number | null,
      boolean,
      number | null,
      number | null,
    ])[];
  };
}

/** All that are recorded. */
export const RECORDINGS: readonly string[] = readdirSync('test/fixtures/recordings')
  .filter((file) => file.endsWith('.jsonl.gz'))
  .map((file) => file.replace('.jsonl.gz', ''))
  .sort();

export const recordingPath = (name: string): string => `test/fixtures/recordings/${name}.jsonl.gz`;

const truthFile = (name: string): TruthFile =>
  JSON.parse(readFileSync(`test/fixtures/recordings/${name}.truth.json`, 'utf8')) as TruthFile;

export function trueRun(name: string, run = 0): TrueRun {
  const found = truthFile(name).runs[run];
  if (!found) throw new Error(`${name} has no run ${run}`);
  return found;
}

/** The requests of the client that disturbed h_aborts_errors. */
export const chaosRows = (name: string): ChaosRow[] =>
  (truthFile(name).chaos?.requests_table ?? []).map(([, , , , n, status, cut, prompt, completion]) => ({
    n,
    finished: status === 200 && !cut,
    promptTokens: prompt ?? 0,
    completionTokens: completion ?? 0,
  }));
