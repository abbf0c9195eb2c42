import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logScale, logTicks, niceDomain } from '../../../src/roofline/drawing/scale.ts';

const OTHERWISE = { lowExponent: 0, highExponent: 3 };

describe('the domain', () => {
  it.each([
    // log₁₀ 30 = 1.477 and log₁₀ 600 = 2.778; a tenth outside, then to halves
    [[30, 600], 1, 3],
    // 12 lies less than a tenth of a decade above 10
    [[12], 0.5, 1.5],
    [[1e12, 1e15], 11.5, 15.5],
    [[], 0, 3],
  ])('of %j', (values, lowExponent, highExponent) => {
    expect(niceDomain(values, OTHERWISE)).toEqual({ lowExponent, highExponent });
  });

  it('is of half decades, and holds all with a margin', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1 }), (exponents) => {
        const values = exponents.map((exponent) => 10 ** exponent);
        const { lowExponent, highExponent } = niceDomain(values, OTHERWISE);
        expect([lowExponent * 2, highExponent * 2].every(Number.isInteger)).toBe(true);
        expect(Math.min(...exponents) - lowExponent).toBeGreaterThan(0.0999);
        expect(highExponent - Math.max(...exponents)).toBeGreaterThan(0.0999);
      }),
    );
  });
});

describe('positions', () => {
  it('put every decade equally far, down the page for a y axis', () => {
    const scale = logScale({ lowExponent: 12, highExponent: 15 }, 310, 10);
    expect([1e12, 1e13, 1e14, 1e15].map((value) => scale.position(value))).toEqual([310, 210, 110, 10]);
    expect(scale.position(2e13)).toBeCloseTo(210 - 100 * Math.log10(2), 9);
  });

  it('rise with the value', () => {
    const value = fc.double({ min: 1e-30, max: 1e30, noNaN: true });
    const scale = logScale({ lowExponent: -30, highExponent: 30 }, 0, 700);
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(Math.sign(scale.position(right) - scale.position(left))).toBe(
          Math.sign(Math.log10(right) - Math.log10(left)),
        );
      }),
    );
  });
});

describe('ticks', () => {
  it.each([
    ['at decades', 0, 3, 300, [1, 10, 100, 1000]],
    ['with 2 and 5 below three decades', 1, 3, 300, [10, 20, 50, 100, 200, 500, 1000]],
    ['inside half decades', 0.5, 2.5, 300, [5, 10, 20, 50, 100, 200]],
    ['not with 2 and 5 where they are too near', 1, 3, 50, [10, 100, 1000]],
    ['at every third decade where there are many', -6, 6, 100, [1e-6, 1e-3, 1, 1e3, 1e6]],
  ])('%s', (_, lowExponent, highExponent, width, ticks) => {
    expect(logTicks(logScale({ lowExponent, highExponent }, 0, width), 20)).toEqual(ticks);
  });
});
