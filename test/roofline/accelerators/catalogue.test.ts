import { describe, expect, it } from 'vitest';
import { ACCELERATORS, findAccelerator, peakFlopPerSecond } from '../../../src/roofline/accelerators/index.ts';
import { GPU_TABLES } from './gpus-fixture.ts';

const idOf = (id: string) => {
  const found = ACCELERATORS.find((accelerator) => accelerator.id === id);
  if (!found) throw new Error(id);
  return found;
};

const scaled = (value: number | null, unit: number): number | undefined => (value === null ? undefined : value * unit);

describe.each(GPU_TABLES.gpus.map((row) => [row.id, row] as const))('%s', (id, row) => {
  const accelerator = idOf(id);

  it('has the numbers of the collected table, in SI units', () => {
    const peaks = Object.entries(row.dense_tflops).flatMap(([type, peak]) =>
      peak === null ? [] : [[type, peak * 1e12]],
    );
    expect(accelerator.flopPerSecond).toEqual(Object.fromEntries(peaks));
    expect(accelerator.bytesPerSecond).toBe(row.mem_bw_gbs * 1e9);
    expect(accelerator.memoryBytes).toBe(row.mem_gb * 1e9);
    expect(accelerator.visibleMemoryBytes).toBe(scaled(row.mem_visible_mib, 2 ** 20));
    expect(accelerator.linkBytesPerSecond).toBe(scaled(row.scaleup_gbs_per_dir, 1e9));
    expect(accelerator.hostLinkBytesPerSecond).toBe(scaled(row.pcie_gbs_per_dir, 1e9));
    expect(accelerator.powerWatts).toBe(scaled(row.tdp_w, 1));
  });

  it('says where they come from', () => {
    const { vendor, confidence, source, notes, disagreements } = row;
    const { vendor: vendorHere, confidence: sure, source: from, notes: noted, disagreements: seen } = accelerator;
    expect([vendorHere, sure, from, noted, seen]).toEqual([vendor, confidence, source, notes, disagreements]);
    expect(accelerator.architecture).toBe(row.compute_capability);
  });

  it('turns from memory to compute where the table says', () => {
    const ridge = peakFlopPerSecond(accelerator, 'bf16') / accelerator.bytesPerSecond;
    expect(Math.abs(ridge / row.ridge_bf16_flop_per_byte - 1)).toBeLessThan(0.005);
    if (row.ridge_fp8_flop_per_byte === null) {
      expect(accelerator.flopPerSecond.fp8).toBeUndefined();
      return;
    }
    const ridgeOfFp8 = peakFlopPerSecond(accelerator, 'fp8') / accelerator.bytesPerSecond;
    expect(Math.abs(ridgeOfFp8 / row.ridge_fp8_flop_per_byte - 1)).toBeLessThan(0.005);
  });

  it('is found by its id and every alias', () => {
    // The 32 GB card stands by itself here, with its own memory.
    const expected = (name: string): string => (name === 'Tesla V100-PCIE-32GB' ? 'v100-pcie-32' : id);
    for (const name of [id, ...row.aliases]) expect([name, findAccelerator(name)?.id]).toEqual([name, expected(name)]);
  });
});

it('is the collected table and one card more', () => {
  const ids = [...GPU_TABLES.gpus.map(({ id }) => id), 'v100-pcie-32'].sort();
  expect(ACCELERATORS.map(({ id }) => id).sort()).toEqual(ids);
});

it('keeps the two memories of the V100 PCIe apart', () => {
  const [small, large] = [idOf('v100-pcie'), idOf('v100-pcie-32')];
  expect([small.memoryBytes, large.memoryBytes]).toEqual([16e9, 32e9]);
  expect(large).toMatchObject({ flopPerSecond: small.flopPerSecond, bytesPerSecond: small.bytesPerSecond });
});

describe('marketing numbers', () => {
  it.each([
    // Advertised sparse: 1979, 3958, 4500, 733 TFLOP/s.
    ['h100-sxm', 'bf16', 989.4e12],
    ['h100-sxm', 'fp8', 1978.9e12],
    ['b200', 'bf16', 2250e12],
    ['l40s', 'bf16', 362e12],
    // Advertised with 16-bit accumulation: 330.
    ['rtx4090', 'bf16', 165.2e12],
    // 18 sparse, and for once not twice the dense rate.
    ['b300', 'fp4', 13.5e15],
  ] as const)('%s does not multiply %s at the rate advertised', (id, type, peak) => {
    expect(idOf(id).flopPerSecond[type]).toBe(peak);
  });

  it.each([
    ['a100-sxm-80', 600e9],
    ['h100-sxm', 900e9],
    ['b200', 1800e9],
    ['tpu-v6e', 800e9],
  ])('the links of %s are not the sum of both directions', (id, advertised) => {
    expect(idOf(id).linkBytesPerSecond).toBe(advertised / 2);
  });

  it('FP8 is nowhere before compute capability 8.9, FP4 nowhere before 10.0', () => {
    for (const { id, vendor, architecture = '', flopPerSecond } of ACCELERATORS.filter(
      (each) => each.vendor === 'nvidia',
    )) {
      expect(vendor).toBe('nvidia');
      expect([id, flopPerSecond.fp8 !== undefined]).toEqual([id, Number(architecture) >= 8.9]);
      expect([id, flopPerSecond.fp4 !== undefined]).toEqual([id, Number(architecture) >= 10]);
    }
  });

  it('an H100 of 80 GB shows 79.6 GiB', () => {
    expect((idOf('h100-sxm').visibleMemoryBytes ?? 0) / 2 ** 30).toBeCloseTo(79.65, 2);
  });
});
