import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/diagnosis/action.ts';
import { partOf, wouldBeWon } from '../../src/diagnosis/at-stake.ts';
import type { Known } from '../../src/quantities/index.ts';

const seconds = (value: number): Known => ({ known: true, value, unit: 'seconds', annotations: [] });
const UNKNOWN = { known: false, reason: 'no-traffic', missing: [] } as const;

describe('a part of a measure', () => {
  it('is so much of it, and which share that is', () => {
    expect(partOf('e2eSeconds', seconds(8), 2)).toEqual({ measure: 'e2eSeconds', amount: seconds(2), ratio: 0.25 });
  });

  it('is never more than all of it as a share', () => {
    expect(partOf('e2eSeconds', seconds(2), 8)).toMatchObject({ amount: { value: 8 }, ratio: 1 });
  });

  it.each([
    ['nothing is lost', seconds(8), 0],
    ['less than nothing is lost', seconds(8), -1],
    ['nobody can say how much', seconds(8), undefined],
    ['it is no number', seconds(8), Number.NaN],
    ['it is without end', seconds(8), Number.POSITIVE_INFINITY],
    ['there is nothing of it', seconds(0), 1],
    ['it is not known', UNKNOWN, 1],
  ])('is none where %s', (_, whole, lost) => {
    expect(partOf('e2eSeconds', whole, lost)).toBeUndefined();
  });
});

describe('what would be won', () => {
  const action = (...predicts: Action['predicts']): Action => ({
    knob: 'x',
    change: 'do',
    mechanism: '',
    predicts,
    sideEffect: '',
    rollback: '',
    refutedBy: '',
  });
  const falls = (then?: Known) => ({ measure: 'itlSeconds', direction: 'falls', then }) as const;

  it('is what the first action takes of it that says how much', () => {
    const actions = [
      action(falls()),
      action({ measure: 'ttftSeconds', direction: 'falls', then: seconds(1) }, falls(seconds(3))),
      action(falls(seconds(1))),
    ];
    expect(wouldBeWon('itlSeconds', seconds(4), actions)).toMatchObject({ amount: { value: 1 }, ratio: 0.25 });
  });

  it('is nothing where no action makes it shorter, or it is not known', () => {
    expect(wouldBeWon('itlSeconds', seconds(4), [action(falls())])).toBeUndefined();
    expect(
      wouldBeWon('itlSeconds', seconds(4), [action({ measure: 'itlSeconds', direction: 'rises', then: seconds(3) })]),
    ).toBeUndefined();
    expect(wouldBeWon('itlSeconds', seconds(4), [action(falls(seconds(5)))])).toBeUndefined();
    expect(wouldBeWon('itlSeconds', UNKNOWN, [action(falls(seconds(3)))])).toBeUndefined();
  });
});
