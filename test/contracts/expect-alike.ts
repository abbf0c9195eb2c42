import { expect } from 'vitest';
import type { Analysis } from '../../src/analysis/index.ts';
import type { Measured } from '../../src/quantities/index.ts';

// Sources add the same numbers in the same order; what is left is rounding.
const RELATIVE = 1e-9;

/** Every measure known or unknown alike, and every number the same. */
export function expectAlike(actual: readonly Analysis[], expected: readonly Analysis[]): void {
  expect(actual.map(({ engine }) => engine)).toEqual(expected.map(({ engine }) => engine));
  actual.forEach((analysis, index) => {
    const other = expected[index];
    if (!other) throw new Error('unreachable: as many as expected');
    expect(analysis.samples).toBe(other.samples);
    expect(analysis.version).toEqual(other.version);
    expect(analysis.annotations).toEqual(other.annotations);
    expect(numbersOf(analysis.startAtSeconds, analysis.endAtSeconds, analysis.seconds)).toEqual(
      numbersOf(other.startAtSeconds, other.endAtSeconds, other.seconds),
    );
    expect(Object.keys(analysis.measures)).toEqual(Object.keys(other.measures));
    const differences = Object.entries(analysis.measures).filter(([id, measured]) => {
      const wanted = other.measures[id as keyof Analysis['measures']];
      const hasOutline = JSON.stringify(outlineOf(measured)) === JSON.stringify(outlineOf(wanted));
      return !hasOutline || differenceOf(measured, wanted) > RELATIVE;
    });
    expect(differences).toEqual([]);
  });
}

const numbersOf = (...values: number[]): number[] => values.map((value) => Number(value.toPrecision(15)));

/** A measure without its numbers. */
const outlineOf = (measured: Measured): object =>
  measured.known
    ? {
        unit: measured.unit,
        bounds: [measured.low !== undefined, measured.high !== undefined],
        annotations: measured.annotations.map(({ id }) => id),
      }
    : measured;

/** The largest relative difference between the numbers of two measures. */
function differenceOf(left: Measured, right: Measured): number {
  if (!left.known || !right.known) return 0;
  const pairs = [
    [left.value, right.value],
    [left.low ?? 0, right.low ?? 0],
    [left.high ?? 0, right.high ?? 0],
  ] as const;
  return Math.max(...pairs.map(([a, b]) => (a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)))));
}
