import { describe, expect, it } from 'vitest';
import { totalOf, totalRatio, type Part } from '../../src/comparison/total-ratio.ts';
import { normals } from './normals.ts';

describe('the ratio of totals', () => {
  // (10 + 90)/(1 + 3) = 25, which is no mean of 10 and 30.
  it('is of sums, never of ratios', () => {
    expect(
      totalOf([
        [
          { amount: 10, over: 1 },
          { amount: 90, over: 3 },
        ],
      ]),
    ).toBe(25);
  });

  it('is certain where no step differs', () => {
    const same = (amount: number) => [Array.from({ length: 12 }, () => ({ amount, over: 2 }))];
    expect(totalRatio({ a: same(3), b: same(6) })).toMatchObject({ logarithm: Math.LN2, standardError: 0 });
  });

  it('is none of nothing', () => {
    const steps = (amount: number) => [Array.from({ length: 12 }, () => ({ amount, over: 2 }))];
    expect(totalRatio({ a: steps(0), b: steps(1) })).toBeUndefined();
    expect(totalRatio({ a: [], b: steps(1) })).toBeUndefined();
  });

  // Poisson counts: the error of ln of a total of n is 1/√n, of two √(2/n); here n = 60 · 100.
  it('is as uncertain as counts are', () => {
    const normal = normals(3);
    const errors = Array.from({ length: 200 }, () => {
      const side = (): Part[][] => [Array.from({ length: 60 }, () => ({ amount: 100 + 10 * normal(), over: 1 }))];
      return totalRatio({ a: side(), b: side() })?.standardError ?? NaN;
    });
    const mean = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(mean / Math.sqrt(2 / 6000)).toBeGreaterThan(0.85);
    expect(mean / Math.sqrt(2 / 6000)).toBeLessThan(1.25);
  });
});
