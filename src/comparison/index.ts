// Takes two sides: what engines did step by step, or what runs of a benchmark measured. Gives what changed beyond a threshold,
// with intervals that hold together, or why nobody can tell. Never blames the system for another load; never reads anything.
export { BENCHMARKS, type BenchmarkRun } from './benchmark/benchmark-run.ts';
export { compareBenchmarks, type BenchmarkComparison, type BenchmarkCompareOptions, type BenchmarkPair, type BenchmarkSide } from './benchmark/compare-benchmarks.ts'; // prettier-ignore
export { decodeBenchmark } from './benchmark/decode-benchmark.ts';
export { compareEngines, type EngineComparison, type EngineCompareOptions, type EngineSide, type SideFacts } from './compare-engines.ts'; // prettier-ignore
export { comparedStep, type ComparedStep } from './compared-step.ts';
export type { RatioInterval } from './estimate.ts';
export { BETTER, SHIFTS, VERDICTS, type Better, type ShiftVerdict, type Verdict } from './judge.ts';
export type { FindingsChange, Limited } from './limited-by.ts';
export { SIDES, ofSides, type OfSides, type Side } from './side.ts';
export type { Judged } from './system.ts';
export { SHIFT_RATIO, type Shift } from './workload.ts';
