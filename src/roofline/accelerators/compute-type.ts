import type { Accelerator, ComputeType } from './accelerator.ts';

/**
 * What takes over where a type is missing, the next best first. Weights of 8 or 4 bit are then widened as they are read and multiplied
 * in 16 bit (Marlin: W8A16, W4A16), so FP4 never falls back to FP8. The end of each line is for hardware declared with one peak only.
 *
 * Source: vLLM's Marlin kernels, which read FP8 below compute capability 8.9, and MXFP4 and NVFP4 below 10.0, as weights only.
 */
const INSTEAD: Readonly<Record<ComputeType, readonly ComputeType[]>> = {
  fp4: ['bf16', 'fp16', 'fp32', 'tf32', 'fp8', 'int8'],
  fp8: ['bf16', 'fp16', 'fp32', 'tf32', 'int8', 'fp4'],
  int8: ['bf16', 'fp16', 'fp32', 'tf32', 'fp8', 'fp4'],
  bf16: ['fp16', 'fp32', 'tf32', 'fp8', 'int8', 'fp4'],
  fp16: ['bf16', 'fp32', 'tf32', 'fp8', 'int8', 'fp4'],
  tf32: ['fp32', 'bf16', 'fp16', 'fp8', 'int8', 'fp4'],
  fp32: ['tf32', 'bf16', 'fp16', 'fp8', 'int8', 'fp4'],
};

/**
 * In what numbers this hardware multiplies what is wanted in `wanted`.
 *
 * - FP8 on Ampere, Turing, Volta and CDNA2, FP4 before Blackwell and CDNA4: 16 bit.
 * - BF16 on Turing and Volta: FP16. FP16 on a TPU: BF16.
 * - INT8 where there are units for it, however few: B300 has a thirtieth of its FP8.
 */
export function computeTypeOn({ id, flopPerSecond }: Accelerator, wanted: ComputeType): ComputeType {
  if (flopPerSecond[wanted] !== undefined) return wanted;
  const instead = INSTEAD[wanted].find((type) => flopPerSecond[type] !== undefined);
  if (instead === undefined) throw new Error(`${id} has no peak in any number format`);
  return instead;
}

/** Dense peak of what is wanted in `wanted`, in the numbers it really runs in; for INT8 operations per second. */
export const peakFlopPerSecond = (accelerator: Accelerator, wanted: ComputeType): number =>
  accelerator.flopPerSecond[computeTypeOn(accelerator, wanted)] ?? 0;
