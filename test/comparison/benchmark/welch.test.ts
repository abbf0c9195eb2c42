import { describe, expect, it } from 'vitest';
import { welch } from '../../../src/comparison/benchmark/welch.ts';
import { intervalOf } from '../../../src/comparison/estimate.ts';

describe('Welch on logarithms', () => {
  // scipy 1.17.1: ttest_ind of ln, equal_var=False, and its confidence interval.
  it('is that of scipy', () => {
    const estimate = welch([101.2, 99.7, 100.9, 102.4], [108.1, 111.9, 109.3]);
    expect(estimate?.logarithm).toBeCloseTo(0.0826826432686456, 12);
    expect(estimate?.degrees).toBeCloseTo(3.1522230861827523, 10);
    expect(estimate?.standardError).toBeCloseTo(0.011571795282711626, 12);
    const { low, high } = intervalOf(estimate ?? { logarithm: NaN, standardError: 1, degrees: 1 }, 1);
    expect(Math.log(low)).toBeCloseTo(0.04684193636582654, 6);
    expect(Math.log(high)).toBeCloseTo(0.11852335017146468, 6);
  });

  // ln of 1, e, e²: mean 1, variance 1; against one run of e²: 1 ± √(1 · (1/3 + 1)), two degrees.
  it('of one run takes the noise of the others', () => {
    const estimate = welch([1, Math.E, Math.E ** 2], [Math.E ** 2]);
    expect(estimate?.logarithm).toBeCloseTo(1, 12);
    expect(estimate?.standardError).toBeCloseTo(Math.sqrt(4 / 3), 12);
    expect(estimate?.degrees).toBe(2);
  });

  it('of one against one takes the noise that is given, or nothing', () => {
    expect(welch([10], [11])).toBeUndefined();
    const estimate = welch([10], [11], 0.02);
    expect(estimate?.logarithm).toBeCloseTo(Math.log(1.1), 12);
    expect(estimate?.standardError).toBeCloseTo(Math.SQRT2 * Math.log(1.02), 12);
    // With 1.96: 1.1 · exp(±0.0549).
    expect(intervalOf(estimate ?? { logarithm: NaN, standardError: 1, degrees: 1 }, 1).low).toBeCloseTo(1.0412, 3);
  });

  it('is none of zeros', () => {
    expect(welch([0, 1], [1, 2])).toBeUndefined();
  });
});
