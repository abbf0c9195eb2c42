import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gram, inverse, multiply } from '../../src/quantities/index.ts';

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
