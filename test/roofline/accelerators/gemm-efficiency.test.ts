import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACCELERATORS,
  bestGemmEfficiency,
  findAccelerator,
  gemmEfficiency,
  type Accelerator,
  type GemmFormat,
} from '../../../src/roofline/accelerators/index.ts';
import { GPU_TABLES } from './gpus-fixture.ts';

const FORMATS: Readonly<Record<string, GemmFormat>> = {
  bfloat16: 'bf16',
  fp8: 'fp8',
  fp8_block: 'fp8-block',
  nvfp4: 'fp4',
};

const named = (name: string): Accelerator => {
  const found = findAccelerator(name);
  if (!found) throw new Error(name);
  return found;
};

const measured = Object.entries(GPU_TABLES.empirical_eff.gemm_frac_of_peak_by_m).map(([key, byRows]) => {
  const [hardware = '', type = ''] = key.split('|');
  const accelerator = ACCELERATORS.find(({ measuredAs }) => measuredAs === hardware);
  const format = FORMATS[type];
  if (!accelerator || !format) throw new Error(key);
  return { key, accelerator, format, byRows };
});

it.each(measured)('$key is the collected table', ({ accelerator, format, byRows }) => {
  for (const [rows, { mem_frac, flop_frac }] of Object.entries(byRows)) {
    const { memoryRatio = NaN, computeRatio = NaN } = gemmEfficiency(accelerator, format, Number(rows)) ?? {};
    expect(memoryRatio).toBeCloseTo(mem_frac, 12);
    expect(computeRatio).toBeCloseTo(flop_frac, 12);
  }
});

describe('between the measured rows', () => {
  it('is straight on logarithmic axes', () => {
    // H100, BF16, half way (in logarithms) from 64 to 128 rows: √(0.779·0.755) and √(0.165·0.315).
    const { memoryRatio = 0, computeRatio = 0 } = gemmEfficiency(named('h100-sxm'), 'bf16', 64 * Math.SQRT2) ?? {};
    expect(memoryRatio).toBeCloseTo(0.766906, 6);
    expect(computeRatio).toBeCloseTo(0.22798, 6);
  });

  it('a share below the digits of the table is a 0 to start from', () => {
    // B200, FP8 by blocks: 0.000 at 1 row, 0.001 at 8; √8 rows are half way.
    expect(gemmEfficiency(named('b200'), 'fp8-block', Math.sqrt(8))?.computeRatio).toBeCloseTo(0.0005, 9);
  });

  it('beyond them is what the last one is', () => {
    expect(gemmEfficiency(named('h100-sxm'), 'bf16', 0.5)).toEqual({ memoryRatio: 0.765, computeRatio: 0.003 });
    expect(gemmEfficiency(named('h100-sxm'), 'bf16', 1e6)).toEqual({ memoryRatio: 0.1, computeRatio: 0.766 });
  });

  it('is a share between those of its neighbours, and makes no steps', () => {
    fc.assert(
      fc.property(fc.constantFrom(...measured), fc.double({ min: 0.1, max: 20_000, noNaN: true }), (table, rows) => {
        const at = gemmEfficiency(table.accelerator, table.format, rows);
        const beside = gemmEfficiency(table.accelerator, table.format, rows * 1.0001);
        for (const ratio of ['memoryRatio', 'computeRatio'] as const) {
          expect(at?.[ratio]).toBeGreaterThanOrEqual(0);
          expect(at?.[ratio]).toBeLessThan(1);
          expect(Math.abs((at?.[ratio] ?? 0) - (beside?.[ratio] ?? 1))).toBeLessThan(1e-4);
        }
      }),
    );
  });
});

describe('what was not measured', () => {
  it('is not there', () => {
    expect(gemmEfficiency(named('h100-nvl'), 'bf16', 64)).toBeUndefined();
    expect(gemmEfficiency(named('gh200-96'), 'bf16', 64)).toBeUndefined();
    expect(gemmEfficiency(named('h100-sxm'), 'fp4', 64)).toBeUndefined();
    expect(gemmEfficiency(named('a100-sxm-80'), 'fp8', 64)).toBeUndefined();
    expect(bestGemmEfficiency(named('mi300x'))).toBeUndefined();
  });

  it('except that FP16 is as BF16, and the A100 of 40 GB as that of 80', () => {
    expect(gemmEfficiency(named('h100-sxm'), 'fp16', 64)).toEqual(gemmEfficiency(named('h100-sxm'), 'bf16', 64));
    expect(gemmEfficiency(named('a100-sxm-40'), 'bf16', 64)).toEqual({ memoryRatio: 0.669, computeRatio: 0.276 });
  });
});

it.each([
  // Best streaming bandwidth and best BF16 product: 3103 of 3352 GB/s, 956 of 989.4 TFLOP/s, and so on.
  ['h100-sxm', 3103e9, 956e12],
  ['a100-sxm-80', 1780e9, 299e12],
  ['h200-sxm', 4350e9, 940e12],
  ['b200', 7167e9, 2102e12],
  ['l40s', 750e9, 297e12],
  ['rtx-pro-6000-bw-server', 1539e9, 459e12],
])('%s reached %d B/s and %d FLOP/s at best', (name, bytesPerSecond, flopPerSecond) => {
  const accelerator = named(name);
  const { memoryRatio = NaN, computeRatio = NaN } = bestGemmEfficiency(accelerator) ?? {};
  expect(memoryRatio * accelerator.bytesPerSecond).toBeCloseTo(bytesPerSecond, -6);
  expect(computeRatio * (accelerator.flopPerSecond.bf16 ?? NaN)).toBeCloseTo(flopPerSecond, -9);
});
