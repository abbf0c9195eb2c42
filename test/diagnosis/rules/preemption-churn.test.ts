import { describe, expect, it } from 'vitest';
import { preemptionChurn } from '../../../src/diagnosis/rules/preemption-churn.ts';
import { findingOf } from '../finding-of.ts';

// Two finish each second for a hundred seconds.
const CHURN = { kvCacheUsage: '0.99x10', preemptionsPerSecond: 1, waiting: '4x10' };

describe('preemption-churn', () => {
  it('fires where many requests are evicted', () => {
    const finding = findingOf(preemptionChurn, CHURN);
    expect(finding).toMatchObject({ state: 'fires', severity: 'warning', role: 'symptom' });
    expect(finding.message).toBe('1/s preempted against 2/s that finish, with the KV cache up to 99 % full');
    expect(finding.evidence['count']?.measured.value).toBeCloseTo(100, 9);
  });

  it.each([
    // 0.2 a second for 2 that finish: one in ten.
    ['at one in ten', { preemptionsPerSecond: 0.2 }, 'fires'],
    ['just under it', { preemptionsPerSecond: 0.199 }, 'quiet'],
    ['with none', { preemptionsPerSecond: 0 }, 'quiet'],
    // 0.1 a second for a hundred seconds: ten.
    ['with ten in the window', { preemptionsPerSecond: 0.1, finished: { stop: 0.5 } }, 'fires'],
    ['with fewer', { preemptionsPerSecond: 0.099, finished: { stop: 0.5 } }, 'quiet'],
    ['where none finishes', { finished: { stop: 0 } }, 'fires'],
  ])('%s', (_, does, state) => {
    expect(findingOf(preemptionChurn, { ...CHURN, ...does }).state).toBe(state);
  });

  it('puts at stake the wait after each preemption, as a share of the whole time', () => {
    const { atStake, evidence } = findingOf(preemptionChurn, CHURN);
    const wait = evidence['requeue']?.measured.value ?? Number.NaN;
    // Half a preemption for each request; a request takes 0.1 + 99 · 0.035 + 0.02 = 3.585 s.
    expect(atStake).toMatchObject({ measure: 'e2eSeconds' });
    expect(atStake?.amount.value).toBeCloseTo(wait / 2, 9);
    expect(atStake?.ratio).toBeCloseTo(Math.min(1, wait / 2 / 3.585), 9);
  });

  it.each(['num_preemptions_total', 'kv_cache_usage_perc'])('cannot tell without %s', (name) => {
    const series = { [`vllm:${name}{engine="0",model_name="m"}`]: undefined };
    expect(findingOf(preemptionChurn, { ...CHURN, series }).state).toBe('cannot-tell');
  });

  it('advises fewer at a time, which lets others wait', () => {
    const [action] = findingOf(preemptionChurn, CHURN).actions;
    expect(action).toMatchObject({ knob: '--max-num-seqs', change: 'lower' });
    expect(action?.predicts.map(({ measure, direction }) => `${measure} ${direction}`)).toEqual([
      'preemptionsPerSecond falls',
      'requestsWaiting rises',
    ]);
  });
});
