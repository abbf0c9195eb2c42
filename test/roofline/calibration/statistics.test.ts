import { describe, expect, it } from 'vitest';
import { robustFit } from '../../../src/roofline/calibration/robust-fit.ts';

describe('a robust fit', () => {
  // The residuals of 1, 2, 3, 4 and 100 from their centre: the mean is 22, Huber's centre near the median 3.
  it('of a centre hardly minds one wild number', () => {
    const { parameters } = robustFit(([centre = 0]) => [1, 2, 3, 4, 100].map((x) => centre - x), [50], [-Infinity]);
    expect(parameters[0]).toBeGreaterThan(2.5);
    expect(parameters[0]).toBeLessThan(4);
  });

  it('stays at its bound when the best is beyond it', () => {
    const { parameters, isConverged } = robustFit(([centre = 0]) => [-3, -2, -1].map((x) => centre - x), [5], [0]);
    expect(parameters[0]).toBe(0);
    expect(isConverged).toBe(true);
  });
});
