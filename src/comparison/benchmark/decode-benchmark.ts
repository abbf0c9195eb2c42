import type { BenchmarkKind, BenchmarkRun } from './benchmark-run.ts';
import { decodeLatency } from './decode-latency.ts';
import { decodeServe } from './decode-serve.ts';
import { decodeThroughput } from './decode-throughput.ts';

/** A JSON object, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** Where a result was found. */
export interface Origin {
  readonly origin: string;
  /** The name of the file, which may say what the result does not. */
  readonly fileName: string;
}

const DECODERS: Readonly<Record<BenchmarkKind, (json: Json, origin: Origin) => BenchmarkRun>> = {
  serve: decodeServe,
  latency: decodeLatency,
  throughput: decodeThroughput,
};

/** What marks each, in all versions from 0.8.5 to 0.32.0. Source: vllm/benchmarks/{serve,latency,throughput}.py. */
const MARKS: Readonly<Record<BenchmarkKind, readonly string[]>> = {
  serve: ['duration', 'completed', 'request_throughput'],
  latency: ['avg_latency', 'latencies'],
  throughput: ['elapsed_time', 'num_requests', 'requests_per_second'],
};

/** A run of vLLM's benchmark; undefined where the object is something else. */
export function decodeBenchmark(json: unknown, origin: Origin): BenchmarkRun | undefined {
  if (!isObject(json)) return undefined;
  const kind = (Object.keys(MARKS) as BenchmarkKind[]).find((each) => MARKS[each].every((name) => name in json));
  return kind && DECODERS[kind](json, origin);
}

const isObject = (json: unknown): json is Json => typeof json === 'object' && json !== null && !Array.isArray(json);
