import { expect, it } from 'vitest';
import { decodeStep, prefillStep, stepCost, type Component, type ComponentCost } from '../../../src/roofline/index.ts';
import { deployment } from '../deployments.ts';

const on = (tensor = 1) =>
  deployment('deepseek-ai/DeepSeek-V3', 'h200-sxm', { weights: 'bf16', parallelism: { tensor } });
const total = (
  costs: readonly ComponentCost[],
  component: Component,
  key: 'flop' | 'kvBytes' | 'weightBytes',
): number => costs.filter((cost) => cost.component === component).reduce((sum, cost) => sum + cost[key], 0);

const LAYERS = 61;

it('decode is absorbed: 2 · 128 heads · (2 · 512 + 64) FLOP for each token of context and layer', () => {
  expect(total(stepCost(decodeStep(1, 1000), on()), 'attention', 'flop')).toBe(LAYERS * 278_528 * 1000);
});

it('reads 576 numbers for each token of context, on every GPU', () => {
  const bytes = LAYERS * 576 * 2 * (1000 + 1);
  expect(total(stepCost(decodeStep(1, 1000), on()), 'attention', 'kvBytes')).toBe(bytes);
  expect(total(stepCost(decodeStep(1, 1000), on(8)), 'attention', 'kvBytes')).toBe(bytes);
});

it('a prompt is unfolded: 2 · 128 · (192 + 128) FLOP for each pair, 3.4 times fewer than absorbed', () => {
  const pairs = (1000 * 1001) / 2;
  expect(total(stepCost(prefillStep(1000), on()), 'attention', 'flop')).toBe(LAYERS * 2 * 128 * 320 * pairs);
  expect((2 * 512 + 64) / 320).toBeCloseTo(3.4, 10);
});

it('has 187.1 million parameters in the projections of a layer', () => {
  expect(total(stepCost(decodeStep(1, 1), on()), 'projections', 'weightBytes') / LAYERS / 2 / 1e6).toBeCloseTo(
    187.1,
    1,
  );
});
