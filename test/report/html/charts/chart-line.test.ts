import { describe, expect, it } from 'vitest';
import { pointsOf } from '../../../../src/report/html/charts/chart-line.ts';
import type { EngineStep } from '../../../../src/report/html/engine-view.ts';

/** A step of ten seconds that ends then. */
function step(endAtSeconds: number, value: number | undefined): EngineStep {
  const known = { known: true as const, value: value ?? 0, low: 0, unit: 'seconds' as const, annotations: [] };
  const unknown = { known: false as const, reason: 'no-traffic' as const, missing: [] };
  const identity = { target: 't', engine: '0', model: 'm', labels: {} };
  const measures = { queueSeconds: value === undefined ? unknown : known };
  return { startAtSeconds: endAtSeconds - 10, endAtSeconds, then: { ...identity, measures } };
}

const valuesOf = (steps: readonly EngineStep[]) => pointsOf(steps, 'queueSeconds').map((point) => point?.value);

describe('the course of a measure', () => {
  it('stands in the middle of each step, with its bounds', () => {
    expect(pointsOf([step(10, 3)], 'queueSeconds')).toEqual([{ atSeconds: 5, value: 3, low: 0, high: undefined }]);
  });

  it('has a gap where it is not known, and where the engine was not seen: absent is not zero', () => {
    const unseen = { startAtSeconds: 20, endAtSeconds: 30, then: undefined };
    expect(valuesOf([step(10, 0), step(20, undefined), unseen, step(40, 1)])).toEqual([0, undefined, undefined, 1]);
  });

  it('has a gap where steps are missing, but not where scrapes fell a little late', () => {
    expect(valuesOf([step(10, 1), step(21, 2), step(30, 3), step(60, 4)])).toEqual([1, 2, 3, undefined, 4]);
  });
});
