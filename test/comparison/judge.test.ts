import { describe, expect, it } from 'vitest';
import { intervalOf } from '../../src/comparison/estimate.ts';
import { placed, placeOf, shiftOf, verdictOf } from '../../src/comparison/judge.ts';

const place = (low: number, high: number) => placeOf({ ratio: Math.sqrt(low * high), low, high }, 0.05);

describe('a verdict', () => {
  it.each([
    ['just above', 1.0501, 1.2, 'lower', 'regressed'],
    ['up to the edge', 1.05, 1.2, 'lower', 'cannot-tell'],
    ['inside', 0.953, 1.05, 'lower', 'unchanged'],
    ['below', 0.8, 0.952, 'lower', 'improved'],
    ['across', 0.9, 1.01, 'lower', 'cannot-tell'],
    ['far across', 0.5, 2, 'higher', 'cannot-tell'],
    ['above, of what is better so', 1.06, 1.2, 'higher', 'improved'],
    ['below, of what is better higher', 0.8, 0.95, 'higher', 'regressed'],
  ] as const)('of an interval %s the threshold', (_, low, high, better, verdict) => {
    expect(verdictOf(place(low, high), better)).toBe(verdict);
  });

  it.each([
    [1.2, 1.3, 'shifted'],
    [0.7, 0.8, 'shifted'],
    [0.99, 1.01, 'same'],
    [0.9, 1.3, 'cannot-tell'],
  ] as const)('of a workload of %f to %f', (low, high, verdict) => {
    expect(shiftOf(place(low, high))).toBe(verdict);
  });

  it('against a threshold is the same for B/A and A/B', () => {
    expect(place(1.051, 1.1)).toBe('above');
    expect(place(1 / 1.1, 1 / 1.051)).toBe('below');
  });
});

describe('how much longer', () => {
  // Nothing changed, margin 2.228 · 0.05 = 0.1114 against ln 1.05 = 0.0488: (0.1114/0.0488)² = 5.2.
  it('is by the square of what the interval is too wide', () => {
    const { place: where, longer } = placed({ logarithm: 0, standardError: 0.05, degrees: 10 }, 1, 0.05);
    expect(where).toBe('across');
    expect(longer).toBeCloseTo(5.2, 1);
  });

  it('is nothing where it is told', () => {
    expect(placed({ logarithm: 0, standardError: 0.001, degrees: 10 }, 1, 0.05).longer).toBeUndefined();
  });

  // Without noise from 1.1 up: more of it tells soon; from 1.01 to 1.1: nothing does.
  it('is nothing that would help where a bias reaches across the threshold', () => {
    const above = { logarithm: Math.log(1.1), standardError: 0.05, degrees: 10, bias: 0.1 };
    expect(placed(above, 1, 0.05).longer).toBeCloseTo((0.1114 / Math.log(1.1 / 1.05)) ** 2, 1);
    expect(placed({ ...above, bias: Math.log(1.01 / 1.1) }, 1, 0.05)).toMatchObject({ longer: undefined });
    expect(intervalOf({ ...above, standardError: 0 }, 1).low).toBeCloseTo(1.1, 12);
  });

  // t(0.975; 2) = 4.303: margin 0.2151 against 0.0488, by the root alone 19.4 times. Of repeats 4.9 times as many have
  // 4.9 · 2 + 3.9 = 13.7 degrees and t = 2.149: 0.05 · 2.149/√4.9 = 0.0485.
  it('is less of repeats, which bring degrees', () => {
    const of = { logarithm: 0, standardError: 0.05, degrees: 2 };
    expect(placed(of, 1, 0.05).longer).toBeCloseTo((4.3027 * 0.05) ** 2 / Math.log1p(0.05) ** 2, 2);
    expect(placed({ ...of, isOfRepeats: true }, 1, 0.05).longer).toBeCloseTo(4.86, 1);
  });

  it('is not known where the change is the threshold', () => {
    const exactly = { logarithm: Math.log1p(0.05), standardError: 0.01, degrees: 10 };
    expect(placed(exactly, 1, 0.05).longer).toBeUndefined();
  });
});
