import type { Better } from '../judge.ts';
import type { Unit } from '../../quantities/index.ts';

/** Those that are read; the others (startup, mm-processor, sweep) measure no serving. */
export const BENCHMARKS = ['serve', 'latency', 'throughput'] as const;

/** The command of `vllm bench` that wrote it. */
export type BenchmarkKind = (typeof BENCHMARKS)[number];

/** One run of a benchmark: what was asked for, and what it measured. */
export interface BenchmarkRun {
  readonly kind: BenchmarkKind;
  /** The file, and which of its results. */
  readonly origin: string;
  /** What was set; undefined where the file does not say. */
  readonly configuration: Readonly<Partial<Record<ConfigurationId, string | number>>>;
  /** Mean lengths of what was really sent and answered. */
  readonly lengths: Readonly<Partial<Record<LengthId, number>>>;
  /** One number for each measure: a percentile of a run is one observation, and never averaged inside it. */
  readonly measures: readonly BenchmarkMeasure[];
  readonly requests: number | undefined;
  /** Those that vLLM counted, or what is missing from the prompts that were asked for. */
  readonly failed: number | undefined;
}

/** What one run measured. */
export interface BenchmarkMeasure {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly better: Better;
  readonly value: number;
}

/** What makes a benchmark the same, in words. */
export const CONFIGURATION = {
  model: 'model',
  backend: 'backend',
  prompts: 'prompts',
  requestsPerSecond: 'request rate (/s)',
  burstiness: 'burstiness',
  concurrency: 'concurrency',
  rampUp: 'ramp-up',
  batch: 'batch',
  inputTokens: 'input length',
  outputTokens: 'output length',
} as const;

export type ConfigurationId = keyof typeof CONFIGURATION;

/** The lengths that a result has, in words. */
export const LENGTHS = {
  inputTokensPerRequest: 'input length',
  outputTokensPerRequest: 'output length',
  tokensPerRequest: 'input and output length',
} as const;

export type LengthId = keyof typeof LENGTHS;
