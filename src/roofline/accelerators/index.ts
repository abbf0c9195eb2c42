// Takes the name of a GPU, or what the operator declares. Gives its peaks, what it multiplies in, and what was measured of it.
// Never knows which model runs.
export { type Accelerator, type ComputeType } from './accelerator.ts';
export { allReduceSeconds, interconnectBytesPerSecond, type AllReduce } from './all-reduce.ts';
export { ACCELERATORS } from './catalogue.ts';
export { computeTypeOn, peakFlopPerSecond } from './compute-type.ts';
export { customAccelerator, type DeclaredHardware } from './custom-accelerator.ts';
export { findAccelerator, resolveAccelerator, type AcceleratorResult } from './find-accelerator.ts';
export { bestGemmEfficiency, gemmEfficiency, type GemmEfficiency } from './gemm-efficiency.ts';
export { type GemmFormat } from './measured-gemm.ts';
