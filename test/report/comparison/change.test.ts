import { expect, it } from 'vitest';
import { change, changeWithin } from '../../../src/report/comparison/change.ts';

it.each([
  [1.12, '+12 %'],
  [0.925, '−7.5 %'],
  [1, '0 %'],
  [1.0004, '0 %'],
  [0.9994, '−0.06 %'],
  [1.94, '+94 %'],
  [1.96, '×2'],
  [3.14, '×3.1'],
  [0.4, '×0.4'],
  [120, '×120'],
])('a ratio of %f is said as %s', (ratio, words) => {
  expect(change(ratio)).toBe(words);
});

it('an interval stands beside it, unless it is exact or says nothing', () => {
  expect(changeWithin({ ratio: 1.12, low: 1.08, high: 1.16 })).toBe('+12 % (+8 % to +16 %)');
  expect(changeWithin({ ratio: 1.12, low: 1.12, high: 1.12 })).toBe('+12 %');
  expect(changeWithin({ ratio: 1.5, low: 0.01, high: 225 })).toBe('+50 % (could be anything)');
});
