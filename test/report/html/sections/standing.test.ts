import { expect, it } from 'vitest';
import { standingOf } from '../../../../src/report/html/sections/standing.ts';

const between = (low: number, value: number, high: number) => ({ low, value, high });

it.each([
  ['even the upper bound is too low', between(0.1, 0.5, 0.9), 'broken'],
  ['the lower bound is enough', between(0.95, 0.97, 1), 'kept'],
  ['it lies between', between(0.9, 0.99, 1), 'open'],
  ['the best estimate is too low, the upper bound is not', between(0, 0.5, 0.95), 'open'],
])('%s', (_, measured, standing) => {
  expect(standingOf(measured, 0.95)).toBe(standing);
});

it('without bounds the value is both', () => {
  expect([standingOf({ value: 0.94 }, 0.95), standingOf({ value: 0.94 }, 0.94)]).toEqual(['broken', 'kept']);
});
