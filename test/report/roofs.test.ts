import { expect, it } from 'vitest';
import { roofsOf } from '../../src/report/roofs.ts';
import { gpu } from '../roofline/deployments.ts';

it('shows the roofs in use first, other formats once, and none that nobody serves in', () => {
  expect(roofsOf(gpu('h100-sxm'), ['fp8', 'bf16'])).toEqual([
    { format: 'bf16', flopPerSecond: 989.4e12, isUsed: true },
    { format: 'fp8', flopPerSecond: 1978.9e12, isUsed: true },
  ]);
  expect(roofsOf(gpu('h100-sxm'), ['bf16']).map(({ format, isUsed }) => [format, isUsed])).toEqual([
    ['bf16', true],
    ['fp8', false],
  ]);
});

it('shows what the hardware really multiplies in', () => {
  expect(roofsOf(gpu('a100-sxm-80'), ['fp8']).find(({ isUsed }) => isUsed)?.format).toBe('bf16');
  expect(roofsOf({ ...gpu('l4'), flopPerSecond: { fp32: 1e12 } }, ['bf16'])).toEqual([
    { format: 'fp32', flopPerSecond: 1e12, isUsed: true },
  ]);
});
