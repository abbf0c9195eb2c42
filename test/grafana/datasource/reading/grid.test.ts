// @vitest-environment node
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gridOf } from '../../../../src/grafana/datasource/reading/grid.ts';
import { windowSecondsOf } from '../../../../src/grafana/datasource/reading/window-seconds.ts';

it('an hour at 240 points has steps of fifteen seconds, on whole multiples', () => {
  expect(gridOf(1_000_003, 1_003_603, 240)).toEqual({
    startAtSeconds: 1_000_005,
    endAtSeconds: 1_003_590,
    stepSeconds: 15,
  });
});

it('any stretch is divided into few whole steps that lie on multiples of the step', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2e9 }),
      fc.integer({ min: 1, max: 4e7 }),
      fc.integer({ min: 1, max: 5000 }),
      (start, seconds, points) => {
        const { startAtSeconds, endAtSeconds, stepSeconds } = gridOf(start, start + seconds, points);
        const steps = (endAtSeconds - startAtSeconds) / stepSeconds;
        expect(Number.isInteger(steps)).toBe(true);
        expect(endAtSeconds % stepSeconds).toBe(0);
        expect(endAtSeconds).toBeLessThanOrEqual(start + seconds);
        expect(steps).toBeGreaterThanOrEqual(1);
        expect(steps).toBeLessThanOrEqual(Math.min(points, 1000));
      },
    ),
  );
});

it('a window is a length of time as in PromQL', () => {
  expect([windowSecondsOf('1m'), windowSecondsOf('1h30m'), windowSecondsOf('1500ms'), windowSecondsOf('')]).toEqual([
    60,
    5400,
    1.5,
    undefined,
  ]);
  expect(() => windowSecondsOf('soon')).toThrow(/"soon" is no length of time/);
  expect(() => windowSecondsOf('10ms')).toThrow(/at least a second/);
});
