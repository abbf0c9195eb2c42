import { describe, expect, it } from 'vitest';
import { sequenceCap } from '../../../src/diagnosis/rules/sequence-cap.ts';
import { DECLARED } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const FULL = { running: '8x10', waiting: '6x10' };

describe('sequence-cap', () => {
  it('fires where all slots are taken and requests wait', () => {
    const finding = findingOf(sequenceCap, FULL, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', severity: 'critical', confidence: 'high' });
    expect(finding.message).toBe('8 of 8 slots are taken while 6 requests wait on average');
    // 6 wait and 2 a second are admitted: 3 s each, 6 of the 14 requests in the engine.
    expect(finding.atStake).toMatchObject({ measure: 'e2eSeconds', amount: { value: 3, unit: 'seconds' } });
    expect(finding.atStake?.ratio).toBeCloseTo(6 / 14, 12);
  });

  it('fires on a cap that is only inferred', () => {
    expect(findingOf(sequenceCap, FULL)).toMatchObject({ state: 'fires' });
  });

  it.each([
    // 2 of 10 in the engine are a fifth.
    ['just over the share that waits', { running: '8x10', waiting: '2x10' }, 'fires'],
    ['just under it', { running: '8x10', waiting: '1.99x10' }, 'quiet'],
    ['with a slot free at every scrape', { running: '7x10', waiting: '6x10' }, 'quiet'],
    ['where nobody waits', { running: '8x10', waiting: '0x10' }, 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(sequenceCap, does, { settings: DECLARED }).state).toBe(state);
  });

  it('cannot tell without a cap, declared or to be seen', () => {
    const finding = findingOf(sequenceCap, { running: '3 4 5 6 7 8 7 6 5 4 3', waiting: '6x10' });
    expect(finding).toMatchObject({ state: 'cannot-tell' });
    expect(finding.message).toContain('maxNumSeqs');
  });

  it('cannot tell when nobody counts who waits', () => {
    const series = { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined };
    expect(findingOf(sequenceCap, { ...FULL, series }, { settings: DECLARED }).state).toBe('cannot-tell');
  });

  it('is less sure where the KV cache is full, too', () => {
    const finding = findingOf(sequenceCap, { ...FULL, kvCacheUsage: '0.96x10' }, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'medium', objections: [{ found: 'yes' }] });
  });

  it('takes the threshold that an operator sets', () => {
    const overrides = { waitingShare: 0.5, longWait: 3.01 };
    expect(findingOf(sequenceCap, FULL, { settings: DECLARED, overrides }).state).toBe('quiet');
  });

  it('advises as many slots as the load wants and the KV cache holds, and says what a step takes then', () => {
    const [action] = findingOf(sequenceCap, FULL, { settings: DECLARED }).actions;
    expect(action).toMatchObject({ knob: '--max-num-seqs', change: 'raise', to: { value: 16 } });
    const [waiting, itl] = action?.predicts ?? [];
    expect(waiting).toMatchObject({ measure: 'requestsWaiting', direction: 'falls' });
    // More requests in a step never make it shorter.
    expect(itl).toMatchObject({ measure: 'itlSeconds', direction: 'rises' });
    expect(itl?.then?.value).toBeGreaterThan(0.035);
  });

  it('advises none where the KV cache holds no more', () => {
    // 160 000 tokens at 20 % for 8 requests: 4000 each, room for 40; at 95 % of a cache: 19 000 each, room for 8.
    const tight = findingOf(sequenceCap, { ...FULL, kvCacheUsage: '0.949x10' }, { settings: DECLARED });
    expect(tight).toMatchObject({ state: 'fires', actions: [] });
  });
});
