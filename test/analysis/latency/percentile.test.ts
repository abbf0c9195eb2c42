import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile } from '../../../src/analysis/latency/percentile.ts';
import type { HistogramIncrease } from '../../../src/metrics/window/index.ts';
import { annotationsOf } from '../../build-page.ts';

const INF = Number.POSITIVE_INFINITY;
const of = (edges: readonly number[], cumulative: readonly number[], sum: number, count = cumulative.at(-1) ?? 0) => ({
  edges,
  cumulative,
  sum,
  count,
});

describe('worked by hand', () => {
  it.each<[string, HistogramIncrease, number, { value: number; low: number; high: number }, string[]]>([
    // Rank 3 is the 4th of 10, all in 1–2 s; the sum says (17 − 3·1)/7 = 2, no tighter. A third of the way.
    ['in one bucket', of([1, 2, INF], [0, 10, 10], 17), 1 / 3, { value: 4 / 3, low: 1, high: 2 }, []],
    // Rank 9.5: the 10th is in 1–2 s, the 11th in 2–4 s; at least ten are ≥ 1 s, so the 11th is ≤ (45 − 10)/10.
    ['between two buckets', of([1, 2, 4, INF], [0, 10, 20, 20], 45), 0.5, { value: 2, low: 1, high: 3.5 }, []],
    // All ten under 0.3 s but 0.1 s in all: the 6th is at most 0.1/5.
    [
      'in the first bucket the mean bounds it',
      of([0.3, INF], [10, 10], 0.1),
      0.5,
      { value: 0.01, low: 0, high: 0.02 },
      ['bucket-unresolved'],
    ],
    // Five ≤ 1 s, five above. Rank 8.1, so the 10th: nine others are at least 5·0 + 4·1, it is at most 102.5 − 4. Four fifths of the way.
    [
      'in the last bucket the sum closes it',
      of([1, INF], [5, 10], 102.5),
      0.9,
      { value: 79, low: 1, high: 98.5 },
      ['bucket-unresolved'],
    ],
    // 6, 4, 10 is read as 6, 6, 10: q·n = 8 is half way from 6 to 10; the 9th is at most (24 − 6·0 − 2·2)/2.
    [
      'decreasing counts are raised',
      of([1, 2, INF], [6, 4, 10], 24),
      0.8,
      { value: 6, low: 2, high: 10 },
      ['bucket-unresolved', 'buckets-repaired'],
    ],
    [
      'a single observation is at most the sum',
      of([1, 2, INF], [0, 1, 1], 1.7),
      1,
      { value: 1.7, low: 1, high: 1.7 },
      [],
    ],
    // The 3rd of 4 that add up to 8 is at most 8/2.
    ['no buckets at all', of([], [], 8, 4), 0.5, { value: 2, low: 0, high: 4 }, ['bucket-unresolved']],
    // Three ≤ 1 s, two beyond the last edge; the 5th is at most the sum.
    ['no +Inf bucket', of([1], [3], 10, 5), 1, { value: 10, low: 1, high: 10 }, ['bucket-unresolved']],
    ['all are 0', of([0.3, INF], [7, 7], 0), 0.95, { value: 0, low: 0, high: 0 }, ['bucket-unresolved']],
  ])('%s', (_, histogram, q, { value, low, high }, ids) => {
    const measured = percentile(histogram, q);
    expect(measured).toMatchObject({
      value: expect.closeTo(value, 9) as number,
      low: expect.closeTo(low, 9) as number,
      high: expect.closeTo(high, 9) as number,
    });
    expect(annotationsOf(measured)).toEqual(ids);
  });
});

describe('for any observations and any edges', () => {
  const samples = fc.array(fc.oneof(fc.double({ min: 0, max: 1e4, noNaN: true }), fc.constantFrom(0, 1, 10)), {
    minLength: 1,
    maxLength: 40,
  });
  const edges = fc
    .uniqueArray(fc.oneof(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), fc.constantFrom(1, 10)), { maxLength: 8 })
    .map((finite) => finite.sort((a, b) => a - b));
  const share = fc.double({ min: 0.001, max: 1, noNaN: true });

  const histogramOf = (values: readonly number[], finite: readonly number[], open: boolean): HistogramIncrease => {
    const all = open ? finite : [...finite, INF];
    const cumulative = all.map((edge) => values.filter((value) => value <= edge).length);
    return of(
      all,
      cumulative,
      values.reduce((sum, value) => sum + value, 0),
      values.length,
    );
  };
  const knownAt = (histogram: HistogramIncrease, q: number) => {
    const measured = percentile(histogram, q);
    if (!measured.known) throw new Error(measured.missing.join());
    return { value: measured.value, low: measured.low ?? NaN, high: measured.high ?? NaN };
  };
  // Rounding of the sum, relative to the largest observation.
  const slack = (values: readonly number[]): number => 1e-9 * Math.max(1, ...values);

  it('the interval holds the true order statistics, and the value', () => {
    fc.assert(
      fc.property(samples, edges, share, fc.boolean(), (values, finite, q, open) => {
        const { value, low, high } = knownAt(histogramOf(values, finite, open), q);
        const sorted = [...values].sort((a, b) => a - b);
        const rank = q * (values.length - 1);
        for (const index of [Math.floor(rank), Math.ceil(rank)]) {
          expect(sorted[index]).toBeGreaterThanOrEqual(low - slack(values));
          expect(sorted[index]).toBeLessThanOrEqual(high + slack(values));
        }
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }),
      { numRuns: 1000 },
    );
  });

  it('a higher percentile is nowhere lower', () => {
    fc.assert(
      fc.property(samples, edges, share, share, fc.boolean(), (values, finite, one, other, open) => {
        const histogram = histogramOf(values, finite, open);
        const lower = knownAt(histogram, Math.min(one, other));
        const upper = knownAt(histogram, Math.max(one, other));
        for (const part of ['value', 'low', 'high'] as const) {
          expect(upper[part]).toBeGreaterThanOrEqual(lower[part] - slack(values));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
