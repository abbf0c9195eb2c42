import { describe, expect, it } from 'vitest';
import { likeness, whitened } from '../../src/comparison/likeness.ts';
import { normals } from './normals.ts';

/** A long series of what is known to be so alike. */
function alikeBy(rho: number, length: number): number[] {
  const normal = normals(7);
  let value = 0;
  return Array.from({ length }, () => (value = rho * value + Math.sqrt(1 - rho ** 2) * normal()));
}

describe('how alike neighbours are', () => {
  // 1, −1, 1, −1, … : Σe_t e_{t−1} = −9, Σe² = 10; (10·(−0.9) + 1)/7 < 0.
  it('is nothing where they alternate', () => {
    expect(likeness([[1, -1, 1, -1, 1, -1, 1, -1, 1, -1]])).toBe(0);
  });

  // 2, 1, 0, −1, −2, −2, −1, 0, 1, 2: Σe_t e_{t−1} = 2+0+0+2+4+2+0+0+2 = 12, Σe² = 20; (10·0.6 + 1)/7 = 1, at most 0.9.
  it('is at most 0.9', () => {
    expect(likeness([[2, 1, 0, -1, -2, -2, -1, 0, 1, 2]])).toBe(0.9);
  });

  // 2, 1, −2, 1, −1, −2, 1, 1, −1, 0: products 2−2−2−1+2−2+1−1+0 = −3, squares 18; (10 · (−3/18) + 3)/5 = 0.2667 after two slopes.
  it('of several series is that of all together', () => {
    const series = [2, 1, -2, 1, -1, -2, 1, 1, -1, 0];
    expect(likeness([series], 2)).toBeCloseTo(0.2667, 4);
    expect(likeness([series, series], 2)).toBeCloseTo(0.2667, 4);
  });

  it.each([0, 0.4, 0.7])('is found to be %f', (rho) => {
    expect(likeness([alikeBy(rho, 5000)])).toBeCloseTo(rho, 1);
  });

  it('of too short a series is taken to be great', () => {
    expect(likeness([[1, 2, 3]])).toBe(0.9);
  });
});

describe('what is new', () => {
  // √(1 − 0.25) · 4, 2 − 0.5 · 4, 1 − 0.5 · 2.
  it('is what the one before does not say', () => {
    expect(whitened([4, 2, 1], 0.5)).toEqual([Math.sqrt(0.75) * 4, 0, 0]);
  });

  it('is not alike any more', () => {
    expect(likeness([whitened(alikeBy(0.7, 5000), 0.7)])).toBeLessThan(0.05);
  });
});
