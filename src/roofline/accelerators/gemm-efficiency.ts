import type { Accelerator } from './accelerator.ts';
import { GEMM_SHARES, ROWS, type GemmFormat } from './measured-gemm.ts';
import { logLogValue } from './log-log.ts';

/** Shares of the peaks that one matrix product reaches. */
export interface GemmEfficiency {
  readonly memoryRatio: number;
  readonly computeRatio: number;
}

/**
 * How much of the peaks a product of `rows` tokens with a weight matrix was measured to reach. Both shares are of one and the same time:
 *
 *     seconds = weight bytes / (memoryRatio · bytesPerSecond) = flop / (computeRatio · flopPerSecond)
 *
 * so with few rows the first tells how good the kernel is, with many the second, and the other one is merely small.
 *
 * - Straight between the measured rows when both axes are logarithmic; below 1 and above 8192 rows, the value there.
 * - FP16 as BF16: the same units at the same rate.
 * - Nothing for hardware or formats not measured; give the format that `computeTypeOn` names, as widened weights (W4A16) were not.
 * - `fp8-block`, scales per block: of slow kernels, and no default for FP8.
 */
export function gemmEfficiency(
  { measuredAs }: Accelerator,
  format: GemmFormat,
  rows: number,
): GemmEfficiency | undefined {
  if (measuredAs === undefined) return undefined;
  const shares = GEMM_SHARES[measuredAs]?.[format === 'fp16' ? 'bf16' : format];
  if (!shares) return undefined;
  return { memoryRatio: logLogValue(ROWS, shares.memory, rows), computeRatio: logLogValue(ROWS, shares.compute, rows) };
}

// Source: aiconfigurator-core 0.12.0 (Apache-2.0), the same tables over all shapes, against the peaks of catalogue.ts. Memory: weights
// of more than 300 MB and up to 64 rows; compute: BF16.
const BEST: Readonly<Record<string, GemmEfficiency>> = {
  a100_sxm: { memoryRatio: 1780 / 2039, computeRatio: 299 / 312 },
  h100_sxm: { memoryRatio: 3103 / 3352, computeRatio: 956 / 989.4 },
  h200_sxm: { memoryRatio: 4350 / 4800, computeRatio: 940 / 989.4 },
  b200_sxm: { memoryRatio: 7167 / 7700, computeRatio: 2102 / 2250 },
  l40s: { memoryRatio: 750 / 864, computeRatio: 297 / 362 },
  rtx_pro_6000_server: { memoryRatio: 1539 / 1597, computeRatio: 459 / 467.8 },
};

/** The largest shares of its peaks that any BF16 product reached on this hardware: how high its roofs really are. */
export const bestGemmEfficiency = ({ measuredAs }: Accelerator): GemmEfficiency | undefined =>
  measuredAs === undefined ? undefined : BEST[measuredAs];
