import { describe, expect, it } from 'vitest';
import {
  ACCELERATORS,
  computeTypeOn,
  findAccelerator,
  peakFlopPerSecond,
  type Accelerator,
  type ComputeType,
} from '../../../src/roofline/accelerators/index.ts';

const named = (name: string): Accelerator => {
  const found = findAccelerator(name);
  if (!found) throw new Error(name);
  return found;
};

describe('runs in', () => {
  it.each<[string, ComputeType, ComputeType, number]>([
    ['h100-sxm', 'fp8', 'fp8', 1978.9e12],
    // Weights only: 16-bit units do the work.
    ['a100-sxm-80', 'fp8', 'bf16', 312e12],
    ['rtx3090', 'fp8', 'bf16', 71.2e12],
    ['mi250x', 'fp8', 'bf16', 383e12],
    ['h100-sxm', 'fp4', 'bf16', 989.4e12],
    ['l40s', 'fp4', 'bf16', 362e12],
    ['mi300x', 'fp4', 'bf16', 1307.4e12],
    ['b200', 'fp4', 'fp4', 9000e12],
    // No BF16 before Ampere.
    ['t4', 'bf16', 'fp16', 65e12],
    ['v100-pcie', 'bf16', 'fp16', 112e12],
    ['t4', 'fp8', 'fp16', 65e12],
    ['t4', 'tf32', 'fp32', 8.1e12],
    ['v100-sxm2-32', 'int8', 'fp16', 125e12],
    ['t4', 'int8', 'int8', 130e12],
    // Few units, but units.
    ['b300', 'int8', 'int8', 153.5e12],
    ['tpu-v5e', 'fp16', 'bf16', 197e12],
    ['tpu-v5e', 'fp8', 'bf16', 197e12],
    ['gaudi3', 'int8', 'bf16', 1835e12],
    ['gaudi2', 'fp32', 'bf16', 432e12],
  ])('%s: %s in %s', (name, wanted, type, peak) => {
    expect(computeTypeOn(named(name), wanted)).toBe(type);
    expect(peakFlopPerSecond(named(name), wanted)).toBe(peak);
  });

  it('whatever the only peak is that is known', () => {
    const cpu: Accelerator = { ...named('t4'), flopPerSecond: { fp32: 7.2e12 } };
    const odd: Accelerator = { ...named('t4'), flopPerSecond: { int8: 1e12 } };
    expect(computeTypeOn(cpu, 'fp4')).toBe('fp32');
    expect(computeTypeOn(odd, 'bf16')).toBe('int8');
    expect(() => computeTypeOn({ ...odd, flopPerSecond: {} }, 'bf16')).toThrow('no peak');
  });
});

it('what runs, runs in itself, on all hardware', () => {
  const types: ComputeType[] = ['fp32', 'tf32', 'fp16', 'bf16', 'fp8', 'int8', 'fp4'];
  for (const accelerator of ACCELERATORS) {
    for (const wanted of types) {
      const type = computeTypeOn(accelerator, wanted);
      expect(computeTypeOn(accelerator, type)).toBe(type);
      expect(peakFlopPerSecond(accelerator, wanted)).toBeGreaterThan(1e12);
    }
  }
});
