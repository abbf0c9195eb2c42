import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootBetween } from '../../../src/roofline/limits/root-between.ts';

describe('a root between two ends', () => {
  // x² = 2.
  it('is found to within the tolerance', () => {
    expect(rootBetween((x) => 2 - x * x, [0, 2], 1e-12)).toBeCloseTo(Math.SQRT2, 10);
  });

  it('is the end beyond which it lies', () => {
    expect(rootBetween((x) => -1 - x, [0, 2], 1e-12)).toBe(0);
    expect(rootBetween((x) => 3 - x, [0, 2], 1e-12)).toBe(2);
  });

  it('is found where a curve is steep at one end and flat at the other, and across a jump', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1 - 1e-3, noNaN: true }),
        fc.constantFrom(0.1, 1, 9),
        fc.boolean(),
        (root, power, hasJump) => {
          const valueAt = (x: number): number => root ** power - x ** power + (hasJump ? Math.sign(root - x) : 0);
          expect(Math.abs(rootBetween(valueAt, [0, 1], 1e-9) - root)).toBeLessThan(1e-6);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('takes few evaluations', () => {
    let evaluations = 0;
    rootBetween(
      (x) => {
        evaluations++;
        return Math.exp(-3 * x) - x;
      },
      [0, 1],
      1e-9,
    );
    expect(evaluations).toBeLessThan(12);
  });
});
