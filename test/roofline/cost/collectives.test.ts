import { expect, it } from 'vitest';
import { allReduceSeconds, collectiveSeconds, decodeStep } from '../../../src/roofline/index.ts';
import { deployment } from '../deployments.ts';

const LLAMA = 'meta-llama/Llama-3.1-70B';

it('a GPU alone waits for nobody', () => {
  expect(collectiveSeconds(decodeStep(4, 100), deployment(LLAMA, 'h100-sxm'))).toBe(0);
});

it('80 layers of two all-reduces and one behind the embedding: 161 of 64 KiB', () => {
  const on = deployment(LLAMA, 'h100-sxm', { parallelism: { tensor: 8 } });
  const one = allReduceSeconds(on.accelerator, 8, 4 * 8192 * 2);
  expect(one.isMeasured).toBe(true);
  expect(collectiveSeconds(decodeStep(4, 100), on)).toBeCloseTo(161 * one.seconds, 12);
  // The table has 5.1 µs for 8 KiB and 7.9 µs for 128 KiB.
  expect(collectiveSeconds(decodeStep(4, 100), on)).toBeGreaterThan(0.8e-3);
  expect(collectiveSeconds(decodeStep(4, 100), on)).toBeLessThan(1.25e-3);
});

it('a pipeline hands on T·D activations at each boundary', () => {
  const on = deployment(LLAMA, 'h100-sxm', { parallelism: { pipeline: 4 } });
  expect(collectiveSeconds(decodeStep(4, 100), on)).toBeCloseTo((3 * 4 * 8192 * 2) / 450e9, 15);
});

it('experts elsewhere cost a way out and back instead of an all-reduce', () => {
  const parallelism = { tensor: 1, data: 8, expert: true };
  const on = deployment('Qwen/Qwen3-30B-A3B', 'h100-sxm', { parallelism });
  // 48 layers, each token to 8 experts, seven of eight elsewhere, there and back.
  const wanted = (48 * 2 * 8 * (7 / 8) * 16 * 2048 * 2) / 450e9;
  expect(collectiveSeconds(decodeStep(16, 100), on)).toBeCloseTo(wanted, 12);
});
