import { describe, expect, it } from 'vitest';
import { deferredAdmission } from '../../../src/diagnosis/rules/deferred-admission.ts';
import { DECLARED } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const HELD_BACK = { running: '6x10', waiting: '6x10', deferred: '4x10' };
const DEFERRED = 'vllm:num_requests_waiting_by_reason{engine="0",model_name="m",reason="deferred"}';

describe('deferred-admission', () => {
  it('fires where most of those that wait are held back', () => {
    const finding = findingOf(deferredAdmission, HELD_BACK, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', severity: 'critical', confidence: 'high' });
    expect(finding.message).toBe('4 of the 6 that wait are held back by an adapter, a grammar or a KV transfer');
    // 6 wait and 2 a second are admitted: 3 s each, 6 of the 12 requests in the engine.
    expect(finding.atStake).toMatchObject({ measure: 'e2eSeconds', amount: { value: 3 }, ratio: 0.5 });
    expect(finding.objections.map(({ found }) => found)).toEqual(['no', 'no']);
    expect(finding.actions[0]).toMatchObject({
      knob: '--max-loras',
      predicts: [{ measure: 'requestsWaiting', direction: 'falls' }],
    });
  });

  it.each([
    // 2 of 10 in the engine are a fifth.
    ['just over the share that waits', { running: '8x10', waiting: '2x10', deferred: '2x10' }, 'fires'],
    ['just under it', { running: '8x10', waiting: '1.99x10', deferred: '1.99x10' }, 'quiet'],
    ['with half of them held back', { ...HELD_BACK, deferred: '3x10' }, 'fires'],
    ['with just less', { ...HELD_BACK, deferred: '2.99x10' }, 'quiet'],
    ['with none', { ...HELD_BACK, deferred: '0x10' }, 'quiet'],
    ['where nobody waits', { waiting: '0x10' }, 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(deferredAdmission, does).state).toBe(state);
  });

  it('cannot tell when the engine does not say why requests wait', () => {
    const finding = findingOf(deferredAdmission, { ...HELD_BACK, series: { [DEFERRED]: undefined } });
    expect(finding.state).toBe('cannot-tell');
    expect(finding.message).toContain('num_requests_waiting_by_reason');
  });

  it('does not need to know why where nobody waits', () => {
    expect(findingOf(deferredAdmission, { series: { [DEFERRED]: undefined } }).state).toBe('quiet');
  });

  it('cannot tell when nobody counts who waits', () => {
    const series = { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined };
    expect(findingOf(deferredAdmission, { ...HELD_BACK, series }).state).toBe('cannot-tell');
  });

  it.each([
    ['all slots are taken', { running: '8x10' }, ['yes', 'no'], 'medium'],
    ['the KV cache is just full', { kvCacheUsage: '0.95x10' }, ['no', 'yes'], 'medium'],
    ['it is not quite full', { kvCacheUsage: '0.949x10' }, ['no', 'no'], 'high'],
  ])('where %s', (_, also, found, confidence) => {
    const finding = findingOf(deferredAdmission, { ...HELD_BACK, ...also }, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', confidence });
    expect(finding.objections.map((objection) => objection.found)).toEqual(found);
  });
});
