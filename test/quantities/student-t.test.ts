import { describe, expect, it } from 'vitest';
import { studentQuantile } from '../../src/quantities/index.ts';

describe("Student's t", () => {
  // Printed tables of the 97.5 % quantile.
  it.each([
    [1, 12.706],
    [4, 2.776],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [100, 1.984],
    [Infinity, 1.96],
  ])('of %d degrees is %f', (degrees, t) => {
    expect(studentQuantile(0.975, degrees)).toBeCloseTo(t, 3);
  });

  // scipy 1.17.1, scipy.stats.t.ppf.
  it.each([
    [0.975, 0.7, 36.611415031588656],
    [0.999, 2.5, 13.82219311086596],
    [0.9995, 6.3, 5.766737389147607],
    [0.6, 3.3, 0.274501974221057],
    [0.996875, 9.7, 3.4747641654364996],
  ])('that stays below with %f, of %f degrees, is that of scipy, %f', (probability, degrees, t) => {
    expect(studentQuantile(probability, degrees) / t).toBeCloseTo(1, 8);
  });
});
