import { describe, expect, it } from 'vitest';
import { queueAtStake, queues, waitingShareEvidence, waitingShareOf } from '../../src/diagnosis/queueing.ts';
import type { Known } from '../../src/quantities/index.ts';
import { engineAnalysis } from './engine-run.ts';

const requests = (value: number): Known => ({ known: true, value, unit: 'requests', annotations: [] });
const perSecond = (value: number): Known => ({ known: true, value, unit: 'requestsPerSecond', annotations: [] });
const counts = (waiting: number, inSystem: number) => ({
  requestsWaiting: requests(waiting),
  requestsInSystem: requests(inSystem),
});
const NO_WAITING = { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined };

describe('the share that waits', () => {
  it.each([
    [3, 12, 0.25],
    [0, 8, 0],
    [0, 0, 0],
    // Two gauges of one scrape may be read an instant apart.
    [9, 8, 1],
  ])('%d of %d are %d', (waiting, inSystem, share) => {
    expect(waitingShareOf(counts(waiting, inSystem))).toBe(share);
  });

  it('is evidence with what it is compared with', () => {
    expect(waitingShareEvidence(counts(3, 12), 0.2)).toMatchObject({
      measure: null,
      measured: { value: 0.25, unit: 'ratio' },
      bound: { relation: '≥', value: 0.2 },
    });
  });

  it.each([
    // 2 of 10 in the engine are a fifth.
    ['at a fifth', { waiting: '2x10' }, true],
    ['below', { waiting: '1.9x10' }, false],
    ['where nobody counts', { series: NO_WAITING }, undefined],
  ])('counts from a fifth on: %s', (_, does, expected) => {
    expect(queues(engineAnalysis({ running: '8x10', ...does }).measures)).toBe(expected);
  });

  it('counts from another share on that is given', () => {
    expect(queues(engineAnalysis({ running: '8x10', waiting: '2x10' }).measures, 0.21)).toBe(false);
  });
});

describe('what a queue costs', () => {
  it('is, by Little, those who wait over those who are admitted each second', () => {
    // 6 wait, 2 a second start: 3 s each; 6 of 24 in the engine.
    expect(queueAtStake(counts(6, 24), perSecond(2))).toMatchObject({
      measure: 'ttftSeconds',
      amount: { value: 3, unit: 'seconds' },
      ratio: 0.25,
    });
  });

  it.each([
    ['none starts', perSecond(0)],
    ['nobody counts who starts', { known: false, reason: 'not-exported', missing: [] } as const],
  ])('is not known where %s', (_, started) => {
    expect(queueAtStake(counts(6, 24), started)).toBeUndefined();
  });
});
