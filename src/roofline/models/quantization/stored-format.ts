import type { ComputeType } from '../../accelerators/accelerator.ts';
import type { WeightFormat } from '../model.ts';

/** Weights of 16 bits, and what weight-only formats are multiplied in. */
export type SixteenBits = 'bf16' | 'fp16';

export const unquantized = (name: SixteenBits): WeightFormat => ({ name, bitsPerParameter: 16, compute: name });

/** Of numbers that share a scale: rows × columns. */
export type Block = readonly [rows: number, columns: number];

/** 8-bit floats: one scale for a matrix or a row is nothing; one of 32 bits for each block is 0.002 bits at 128 × 128. */
export const float8 = (compute: ComputeType, block?: Block): WeightFormat => ({
  name: block === undefined ? 'fp8' : `fp8 (blocks of ${block.join(' × ')})`,
  bitsPerParameter: 8 + (block === undefined ? 0 : 32 / (block[0] * block[1])),
  compute,
});

/**
 * Integers with a scale of 16 bits for each group of so many in a row, and, where they are not symmetric, a zero point as
 * narrow as themselves:   bits + (16 + bits) / group.   No group: a scale for each row, which is nothing.
 */
export function integers(
  bits: number,
  compute: ComputeType,
  { group, zeroPoints = false }: { readonly group?: number | undefined; readonly zeroPoints?: boolean } = {},
): WeightFormat {
  const perGroup = 16 + (zeroPoints ? bits : 0);
  return {
    name: group === undefined ? `int${bits}` : `int${bits} (groups of ${group})`,
    bitsPerParameter: bits + (group === undefined ? 0 : perGroup / group),
    compute,
  };
}

/** OCP microscaling: a scale of 8 bits for 32 numbers. */
export const mxfp4 = (compute: ComputeType): WeightFormat => ({ name: 'mxfp4', bitsPerParameter: 4 + 8 / 32, compute });
export const mxfp8 = (compute: ComputeType): WeightFormat => ({ name: 'mxfp8', bitsPerParameter: 8 + 8 / 32, compute });

/** NVIDIA's: a scale of 8 bits for 16 numbers. */
export const nvfp4 = (compute: ComputeType): WeightFormat => ({ name: 'nvfp4', bitsPerParameter: 4 + 8 / 16, compute });

/** bitsandbytes: a 32-bit scale for 64 numbers; quantized again it takes 8 bits, and 32 for 256 of them. */
export const blockwise4 = (compute: ComputeType, twice: boolean): WeightFormat => ({
  name: 'bnb 4-bit',
  bitsPerParameter: 4 + (twice ? 8 / 64 + 32 / (64 * 256) : 32 / 64),
  compute,
});
