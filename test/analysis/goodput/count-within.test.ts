import { expect, it } from 'vitest';
import { countWithin } from '../../../src/analysis/goodput/count-within.ts';
import type { HistogramIncrease } from '../../../src/metrics/window/index.ts';

const INF = Number.POSITIVE_INFINITY;
const histogram: HistogramIncrease = { edges: [1, 2, 4, INF], cumulative: [10, 20, 30, 40], count: 40, sum: 100 };
const open: HistogramIncrease = { edges: [1, 2, 4], cumulative: [10, 20, 30], count: 40, sum: 100 };

it.each([
  ['at an edge it is exact', histogram, 2, [20, 20, 20]],
  ['between edges, in ratios: √(2·4) is half way', histogram, Math.sqrt(8), [20, 30, 25]],
  ['in the first bucket, linear', histogram, 0.25, [0, 10, 2.5]],
  ['beyond the last finite edge, the middle', histogram, 8, [30, 40, 35]],
  ['on a page without +Inf the count closes it', open, 8, [30, 40, 35]],
  ['without buckets nothing is known', { ...open, edges: [], cumulative: [] }, 1, [0, 40, 20]],
  ['counts that fall do not turn the interval around', { ...histogram, cumulative: [10, 20, 15, 40] }, 3, [20, 20, 20]],
] as const)('%s', (_, counted, limit, [low, high, value]) => {
  expect(countWithin(counted, limit)).toEqual({ low, high, value: expect.closeTo(value, 9) as number });
});
