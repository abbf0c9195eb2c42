import { describe, expect, it } from 'vitest';
import { intervalOf, marginOf, welchDegrees } from '../../src/comparison/estimate.ts';

const estimate = { logarithm: Math.log(1.2), standardError: 0.05, degrees: 10 };

describe('an interval', () => {
  // t(0.975; 10) = 2.228: 1.2 · exp(±0.1114).
  it('alone is at 95 %', () => {
    const { ratio, low, high } = intervalOf(estimate, 1);
    expect(ratio).toBeCloseTo(1.2, 12);
    expect(low).toBeCloseTo(1.2 * Math.exp(-0.1114), 3);
    expect(high).toBeCloseTo(1.2 * Math.exp(0.1114), 3);
  });

  // t(0.995; 10) = 3.169.
  it('among five is at 99 %', () => {
    expect(marginOf(estimate, 5)).toBeCloseTo(0.05 * 3.169, 4);
  });

  it('of a known value is that value', () => {
    expect(intervalOf({ ...estimate, standardError: 0 }, 3)).toMatchObject({ low: 1.2, high: 1.2 });
  });
});

describe("Welch's degrees of freedom", () => {
  // Equal variances of 4 each: (1 + 1)²/(1/4 + 1/4) = 8.
  it('of equal sides are those of both', () => {
    expect(welchDegrees([1, 1], [4, 4])).toBe(8);
  });

  it('of a side without any noise are those of the other', () => {
    expect(welchDegrees([0, 3], [4, 7])).toBeCloseTo(7, 12);
  });
});
