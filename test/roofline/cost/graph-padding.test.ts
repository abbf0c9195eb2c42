import { expect, it } from 'vitest';
import { padded, paddedBatch } from '../../../src/roofline/cost/graph-padding.ts';
import { decodeStep } from '../../../src/roofline/index.ts';

it.each([
  [1, 1],
  [3, 4],
  [5, 8],
  [9, 16],
  [255, 256],
  [257, 272],
  [512, 512],
  [513, 513],
])('a batch of %i runs as one of %i', (tokens, rows) => {
  expect(paddedBatch(tokens)).toBe(rows);
});

it('rows without a request have no context: what is read stays the same', () => {
  const { decode } = padded(decodeStep(5, 800));
  expect(decode).toMatchObject({ requests: 8, contextTokens: 500 });
});

it('drafts count as rows', () => {
  expect(
    padded({ decode: { requests: 5, contextTokens: 800, tokensPerRequest: 3 }, prefill: [] }).decode.requests,
  ).toBeCloseTo(16 / 3);
});

it('mean batches and steps with prompts are left as they are', () => {
  const mean = decodeStep(5.4, 800);
  expect(padded(mean)).toBe(mean);
  const mixed = { ...decodeStep(5, 800), prefill: [{ tokens: 100, contextTokens: 0 }] };
  expect(padded(mixed)).toBe(mixed);
});
