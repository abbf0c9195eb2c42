import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noFacts } from '../../../src/sources/prometheus-api/engine-facts.ts';
import { gaugeSpans } from '../../../src/sources/prometheus-api/gauge-spans.ts';
import type { Statistic } from '../../../src/sources/prometheus-api/role.ts';

type Statistics = Partial<Record<Statistic, number>>;

const COVERAGE = { startAtSeconds: 100, endAtSeconds: 140, coveredSeconds: 40 };

const spansOf = (gauges: Readonly<Record<string, Statistics>>, samples = 4, coverage = COVERAGE) =>
  gaugeSpans({ ...noFacts(), samples, gauges: new Map(Object.entries(gauges)) }, coverage);

const spanOf = (statistics: Statistics, samples?: number) =>
  spansOf({ requestsRunning: statistics }, samples).get('requestsRunning');

/** What a server says of the samples in a window, of which the first lies at its start. */
const statisticsOf = ([first, ...inside]: readonly number[]): Statistics => ({
  average: inside.reduce((sum, value) => sum + value, 0) / inside.length,
  minimum: Math.min(...inside),
  maximum: Math.max(...inside),
  ...(first !== undefined && { first }),
  last: inside.at(-1) ?? Number.NaN,
});

describe('a gauge over a window', () => {
  // Samples 2 | 4 6 8 6 every 10 s: the mean of the four inside is 6, the trapezoids are 30 + 50 + 70 + 70 = 220 over
  // 40 s, a mean of 5.5 = 6 + (2 − 6) / (2 × 4).
  it('is the trapezoid through its samples', () => {
    expect(spanOf(statisticsOf([2, 4, 6, 8, 6]))).toEqual({
      integral: 220,
      coveredSeconds: 40,
      minimum: 2,
      maximum: 8,
      first: 2,
      firstAtSeconds: 100,
      last: 6,
      lastAtSeconds: 140,
    });
  });

  it('is the trapezoid for any samples at equal steps (law)', () => {
    const samples = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 60 }), (values, stepSeconds) => {
        const coveredSeconds = (values.length - 1) * stepSeconds;
        const coverage = { startAtSeconds: 0, endAtSeconds: coveredSeconds, coveredSeconds };
        const span = spansOf({ requestsRunning: statisticsOf(values) }, values.length - 1, coverage).get(
          'requestsRunning',
        );
        const trapezoid = values
          .slice(1)
          .reduce((sum, value, i) => sum + (((values[i] ?? 0) + value) / 2) * stepSeconds, 0);
        const scale = Math.max(...values.map(Math.abs), 1) * coveredSeconds;
        expect(Math.abs((span?.integral ?? Number.NaN) - trapezoid) / scale).toBeLessThan(1e-12);
        expect([span?.minimum, span?.maximum]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
    );
  });

  it('is the mean of its samples where it was not there at the start, and begins after it', () => {
    const span = spanOf({ average: 6, minimum: 4, maximum: 8, last: 6 });
    expect(span).toMatchObject({ integral: 240, minimum: 4, maximum: 8, last: 6, lastAtSeconds: 140 });
    expect(span?.firstAtSeconds).toBeGreaterThan(100);
  });

  it('ends before the window where it was gone by then', () => {
    const span = spanOf({ average: 6, minimum: 4, maximum: 8, first: 2 });
    expect(span).toMatchObject({ integral: 240, minimum: 2, first: 2, firstAtSeconds: 100 });
    expect(span?.lastAtSeconds).toBeLessThan(140);
  });

  it('is not there where no sample is in the window', () => {
    expect(spanOf({ first: 2 })).toBeUndefined();
  });

  it('has the extremes of what is known where they were not asked for', () => {
    expect(spanOf({ average: 0.25, last: 1 })).toMatchObject({ minimum: 0.25, maximum: 1, last: 1 });
  });
});

describe('requests in the system', () => {
  it('are running and waiting together; their extremes are those of the sum', () => {
    const running = statisticsOf([2, 4, 2]);
    const waiting = statisticsOf([1, 0, 3]);
    // Sums at the scrapes: 3 | 4 5, so the extremes of the sum are no sums of extremes (0 + 2, 4 + 3).
    const system = spansOf(
      { requestsRunning: running, requestsWaiting: waiting, requestsInSystem: { minimum: 4, maximum: 5 } },
      2,
    ).get('requestsInSystem');
    // 3 | 4 5 every 20 s: 70 + 90.
    expect(system).toMatchObject({ integral: 160, minimum: 3, maximum: 5, first: 3, last: 5 });
  });

  it('are unknown with only one of the two', () => {
    expect(spansOf({ requestsRunning: statisticsOf([2, 4, 2]) }, 2).has('requestsInSystem')).toBe(false);
  });
});
