import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { robustFit } from '../../../src/roofline/calibration/robust-fit.ts';
import { gram, inverse, multiply } from '../../../src/roofline/calibration/inverse.ts';
import { studentT95 } from '../../../src/roofline/calibration/student-t.ts';

describe("Student's t", () => {
  // Printed tables of the 97.5 % quantile.
  it.each([
    [1, 12.706],
    [4, 2.776],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [100, 1.984],
    [1e9, 1.96],
  ])('of %d degrees is %f', (degrees, t) => {
    expect(Math.abs(studentT95(degrees) / t - 1)).toBeLessThan(0.001);
  });
});

describe('a small system', () => {
  const numbers = fc.double({ min: -10, max: 10, noNaN: true });

  it('is solved: the inverse times the matrix leaves any vector as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(numbers, numbers, numbers), { minLength: 6, maxLength: 12 }),
        fc.tuple(numbers, numbers, numbers),
        (rows, vector) => {
          const matrix = gram(rows).map((row, i) => row.map((value, j) => value + (i === j ? 1 : 0)));
          const there = multiply(inverse(matrix) ?? [], multiply(matrix, vector));
          there.forEach((value, i) => {
            expect(value).toBeCloseTo(vector[i] ?? 0, 6);
          });
        },
      ),
      { seed: 1 },
    );
  });

  it('has no inverse when it is singular', () => {
    expect(inverse([[1, 2], [2, 4]])).toBeUndefined(); // prettier-ignore
    expect(inverse([[0]])).toBeUndefined();
  });
});

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
