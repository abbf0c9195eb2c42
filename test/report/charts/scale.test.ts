import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearScale, niceTicks, timeTicks } from '../../../src/report/index.ts';

describe('ticks', () => {
  it('are round, start at 0 and reach the highest value', () => {
    expect(niceTicks(328)).toEqual([0, 200, 400]);
    expect(niceTicks(1)).toEqual([0, 0.5, 1]);
    expect([niceTicks(0), niceTicks(Number.NaN)]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (most) => {
        const ticks = niceTicks(most);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * 0.99);
      }),
    );
  });

  it('of time are few, whatever a clock says', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: 0, max: 1e300 }),
        fc.double({ noNaN: true, min: 0, max: 1e300 }),
        (a, b) => {
          expect(timeTicks(Math.min(a, b), Math.max(a, b), 5).times.length).toBeLessThanOrEqual(6);
        },
      ),
    );
  });

  it('of time lie on whole minutes', () => {
    const { times, format } = timeTicks(1_700_000_010_000, 1_700_000_910_000, 6);
    expect(format).toBe('HH:mm');
    expect(times.every((time) => time % 300_000 === 0)).toBe(true);
    expect(times).toHaveLength(3);
  });
});

it('a scale maps its ends to its ends, and a stretch without length to its beginning', () => {
  const scale = linearScale([10, 20], [0, 100]);
  expect([scale(10), scale(15), scale(20)]).toEqual([0, 50, 100]);
  expect(linearScale([5, 5], [0, 100])(5)).toBe(0);
});
