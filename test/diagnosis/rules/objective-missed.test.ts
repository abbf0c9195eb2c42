import { describe, expect, it } from 'vitest';
import { objectiveMissed } from '../../../src/diagnosis/rules/objective-missed.ts';
import type { EngineSettings, Objective } from '../../../src/settings/index.ts';
import { DECLARED, type EngineDoes } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const promise = (objective: Partial<Objective>, settings: Partial<EngineSettings> = {}) => ({
  settings: { ...settings, objective: { match: {}, ...objective } },
});

const LABELS = '{engine="0",model_name="m"}';
/** An edge of the histogram, and less than the 0.12 s that a first token takes. */
const TOO_SHORT = { ttftSeconds: 0.1 };

describe('objective-missed', () => {
  it('fires where even the upper bound is below the promise', () => {
    const finding = findingOf(objectiveMissed, {}, promise(TOO_SHORT));
    // No first token came within 0.1 s; the 8 requests that ran at the start may have had theirs in time: 8 of 200.
    expect(finding).toMatchObject({ state: 'fires', severity: 'critical', confidence: 'high' });
    expect(finding.message).toBe(
      'at most 4 % of 200 requests were served as promised, and 95 % should be; the limit for the first token is met least (0 %), and prefill takes most of it, 100 ms on average',
    );
    // 2 a second finish, of which at least 96 % missed.
    expect(finding.atStake?.measure).toBe('completionsPerSecond');
    expect(finding.atStake?.amount.low).toBeCloseTo(1.92, 12);
    expect(finding.atStake?.ratio).toBeCloseTo(0.96, 12);
  });

  it('is quiet where even the lower bound reaches the promise', () => {
    expect(findingOf(objectiveMissed, {}, promise({ ttftSeconds: 1 })).state).toBe('quiet');
  });

  it.each([
    // Of 200 requests `running` may have had their first token before the window: the upper bound is running ÷ 200.
    ['just under the promise', '189x10', TOO_SHORT, 'fires', 'warning'],
    ['at the promise', '190x10', TOO_SHORT, 'cannot-tell', 'warning'],
    ['at half of the promise', '95x10', TOO_SHORT, 'fires', 'warning'],
    ['just under half of the promise', '94x10', TOO_SHORT, 'fires', 'critical'],
    // All met the limit, but `running` may have got their token without finishing: the lower bound is 1 − running ÷ 200.
    ['promise surely kept', '10x10', { ttftSeconds: 1 }, 'quiet', 'warning'],
    ['promise perhaps kept', '11x10', { ttftSeconds: 1 }, 'cannot-tell', 'warning'],
    // Another share: 8 of 200 are 4 %.
    ['just under a share that is declared', '8x10', { ...TOO_SHORT, share: 0.041 }, 'fires', 'warning'],
    ['at a share that is declared', '8x10', { ...TOO_SHORT, share: 0.04 }, 'cannot-tell', 'warning'],
  ] as const)('%s', (_, running, objective, state, severity) => {
    expect(findingOf(objectiveMissed, { running }, promise(objective))).toMatchObject({ state, severity });
  });

  it.each([
    // 50 and 49 requests in a hundred seconds.
    ['enough requests', 0.5, 'fires'],
    ['too few', 0.49, 'cannot-tell'],
  ])('%s', (_, perSecond, state) => {
    const does = { finished: { stop: perSecond }, firstTokensPerSecond: perSecond };
    expect(findingOf(objectiveMissed, does, promise(TOO_SHORT)).state).toBe(state);
  });

  it('cannot tell without an objective', () => {
    const finding = findingOf(objectiveMissed);
    expect(finding.state).toBe('cannot-tell');
    expect(finding.message).toContain('not declared');
  });

  it('names what would resolve bounds that straddle the promise', () => {
    // 0.12 s lie in the bucket of 0.1–0.25 s, and so does the limit.
    const finding = findingOf(objectiveMissed, {}, promise({ ttftSeconds: 0.2, tpotSeconds: 1 }));
    expect(finding.state).toBe('cannot-tell');
    expect(finding.message).toMatch(/edges of the histogram.*longer window.*fewer limits/);
  });

  it.each([
    `vllm:e2e_request_latency_seconds_count${LABELS}`,
    `vllm:request_success_total{engine="0",model_name="m",finished_reason="stop"}`,
    `vllm:time_to_first_token_seconds_count${LABELS}`,
  ])('never becomes quiet without %s', (name) => {
    const series = { ...without(name), ...(name.includes('success') ? withoutFinished : {}) };
    expect(findingOf(objectiveMissed, { series }, promise(TOO_SHORT)).state).toBe('cannot-tell');
  });

  it.each([
    ['queueing', { queueSeconds: 3 }, { ttftSeconds: 1 }],
    ['prefill', {}, TOO_SHORT],
    ['the front end', { frontendSeconds: 0.5 }, TOO_SHORT],
    ['decode', {}, { e2eSeconds: 1 }],
    ['decode', {}, { tpotSeconds: 0.02 }],
    // 0.035 s a token miss the second limit, a first token after 0.12 s meets the first.
    ['decode', {}, { ttftSeconds: 1, tpotSeconds: 0.02 }],
  ] as readonly (readonly [string, Partial<EngineDoes>, Partial<Objective>])[])(
    'says that %s takes most',
    (words, does, objective) => {
      const finding = findingOf(objectiveMissed, does, promise(objective));
      expect(finding.state).toBe('fires');
      expect(finding.message).toContain(`${words} takes most of it`);
    },
  );

  it('still fires where the parts are not known', () => {
    const series = Object.fromEntries(
      ['sum', 'count', 'bucket'].map((part) => [`vllm:request_queue_time_seconds_${part}${LABELS}`, undefined]),
    );
    const finding = findingOf(objectiveMissed, { series }, promise(TOO_SHORT));
    expect(finding).toMatchObject({ state: 'fires', actions: [] });
    expect(finding.message).not.toContain('takes most');
  });

  it('is less sure where the queue is gone, and where evicted requests wait inside the time', () => {
    const gone = findingOf(objectiveMissed, { queueSeconds: 3 }, promise({ ttftSeconds: 1 }));
    expect(gone.confidence).toBe('medium');
    const stays = findingOf(objectiveMissed, { queueSeconds: 3, waiting: '6x10' }, promise({ ttftSeconds: 1 }));
    expect(stays.confidence).toBe('high');
    const evicted = findingOf(objectiveMissed, { preemptionsPerSecond: 1 }, promise({ tpotSeconds: 0.02 }));
    expect(evicted).toMatchObject({ confidence: 'medium', objections: [{ found: 'no' }, { found: 'yes' }] });
  });

  it('advises a smaller batch only as far as the cost model says that it is fast enough', () => {
    // 200 run; the cost model says that steps of up to about 150, prefills between them included, take 20 ms.
    const large = { running: '200x10', finished: { stop: 20 }, firstTokensPerSecond: 20 };
    const deployment = { ...DECLARED.deployment, match: {}, engine: { maxNumSeqs: 512 } };
    const beside = promise({ tpotSeconds: 0.02 }, { deployment });
    const [action] = findingOf(objectiveMissed, large, beside).actions;
    expect(action).toMatchObject({ knob: '--max-num-seqs', change: 'lower' });
    expect(action?.to?.value).toBeLessThan(200);
    const [itl] = action?.predicts ?? [];
    expect(itl).toMatchObject({ measure: 'itlSeconds', direction: 'falls' });
    expect(itl?.then?.value).toBeLessThan(0.035);
    expect(findingOf(objectiveMissed, {}, promise({ tpotSeconds: 0.02 }, DECLARED)).actions).toEqual([]);
  });

  it('advises more replicas where requests queue, and nothing where other rules know why', () => {
    const [action] = findingOf(objectiveMissed, { queueSeconds: 3 }, promise({ ttftSeconds: 1 })).actions;
    expect(action).toMatchObject({ knob: 'replicas', change: 'add' });
    expect(action?.predicts[0]).toEqual({ measure: 'queueSeconds', direction: 'falls' });
    expect(findingOf(objectiveMissed, {}, promise(TOO_SHORT)).actions).toEqual([]);
  });

  it('takes the share that an operator sets', () => {
    const beside = { ...promise(TOO_SHORT), overrides: { promisedShare: 0.04 } };
    expect(findingOf(objectiveMissed, {}, beside).state).toBe('cannot-tell');
  });
});

/** The name and everything of the same histogram. */
function without(name: string): Record<string, undefined> {
  return Object.fromEntries(['_sum', '_count'].map((part) => [name.replace(/_count/, part), undefined]));
}

const withoutFinished = Object.fromEntries(
  ['stop', 'length', 'abort', 'error'].map((reason) => [
    `vllm:request_success_total{engine="0",model_name="m",finished_reason="${reason}"}`,
    undefined,
  ]),
);
