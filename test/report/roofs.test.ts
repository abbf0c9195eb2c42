import { expect, it } from 'vitest';
import { roofsOf } from '../../src/report/roofs.ts';
import { deployment } from '../roofline/deployments.ts';

const LLAMA = 'meta-llama/Llama-3.1-8B';

it('shows the roofs in use first, other formats once, and none that nobody serves in', () => {
  expect(roofsOf(deployment(LLAMA, 'h100-sxm', { weights: 'fp8' }))).toEqual([
    { format: 'bf16', flopPerSecond: 989.4e12, isUsed: true },
    { format: 'fp8', flopPerSecond: 1978.9e12, isUsed: true },
  ]);
  expect(roofsOf(deployment(LLAMA, 'h100-sxm')).map(({ format, isUsed }) => [format, isUsed])).toEqual([
    ['bf16', true],
    ['fp8', false],
  ]);
});

it('shows what the hardware really multiplies in', () => {
  const onA100 = roofsOf(deployment(LLAMA, 'a100-sxm-80', { weights: 'fp8' }));
  expect(onA100.filter(({ isUsed }) => isUsed).map(({ format }) => format)).toEqual(['bf16']);
  const on = deployment(LLAMA, 'l4');
  expect(roofsOf({ ...on, accelerator: { ...on.accelerator, flopPerSecond: { fp32: 1e12 } } })).toEqual([
    { format: 'fp32', flopPerSecond: 1e12, isUsed: true },
  ]);
});

it('of experts shows the format of the experts', () => {
  const onB200 = roofsOf(deployment('openai/gpt-oss-120b', 'b200'));
  expect(onB200.filter(({ isUsed }) => isUsed).map(({ format }) => format)).toEqual(['bf16', 'fp4']);
});
