import { describe, expect, it } from 'vitest';
import { clamp, poissonInterval } from '../../src/quantities/index.ts';

describe('poissonInterval', () => {
  // Exact 95 % limits, χ²(0.025; 2n)/2 and χ²(0.975; 2n + 2)/2: Garwood, Biometrika 28 (1936), table I.
  it.each([
    [5, 1.6235, 11.6683],
    [6, 2.2019, 13.0595],
    [10, 4.7954, 18.3904],
    [20, 12.2165, 30.8884],
    [50, 37.111, 65.9188],
    [100, 81.364, 121.6268],
  ])('n = %i lies within 1 %% of the exact limits', (count, low, high) => {
    const interval = poissonInterval(count);
    expect(Math.abs(interval.low / low - 1)).toBeLessThan(0.01);
    expect(Math.abs(interval.high / high - 1)).toBeLessThan(0.01);
  });

  it.each([
    [0, 0, 3.6889],
    [1, 0.0253, 5.5716],
    [2, 0.2422, 7.2247],
  ])('n = %i stays near them', (count, low, high) => {
    const interval = poissonInterval(count);
    expect(Math.abs(interval.low - low)).toBeLessThan(0.05);
    expect(Math.abs(interval.high - high)).toBeLessThan(0.05);
  });

  it('nothing counted: the expectation may be 0', () => {
    expect(poissonInterval(0).low).toBe(0);
  });
});

describe('clamp', () => {
  it.each([
    [5, 1, 3, 3],
    [0, 1, 3, 1],
    [2, 1, 3, 2],
  ])('%d into [%d, %d] is %d', (value, low, high, result) => {
    expect(clamp(value, low, high)).toBe(result);
  });
});
