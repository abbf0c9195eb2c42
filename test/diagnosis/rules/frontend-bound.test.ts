import { describe, expect, it } from 'vitest';
import { frontendBound } from '../../../src/diagnosis/rules/frontend-bound.ts';
import { findingOf } from '../finding-of.ts';

/** 0.1 s of prefill, 99 · 35 ms = 3.465 s of decode, and a front end that takes longer than both. */
const SLOW = { frontendSeconds: 4 };
const total = (name: string) => `vllm:${name}{engine="0",model_name="m"}`;

describe('frontend-bound', () => {
  it('fires where requests spend their time outside of the engine', () => {
    const finding = findingOf(frontendBound, SLOW);
    // 25 steps a second of 35 ms: busy for 88 % of the time.
    expect(finding).toMatchObject({ state: 'fires', severity: 'warning', confidence: 'high' });
    expect(finding.message).toBe(
      '4 s of each request, 52.9 % of its time, pass in the API server and not in the engine',
    );
    // 4 of 0.1 + 3.465 + 4 s.
    expect(finding.atStake?.measure).toBe('e2eSeconds');
    expect(finding.atStake?.amount.value).toBeCloseTo(4, 9);
    expect(finding.atStake?.ratio).toBeCloseTo(4 / 7.565, 9);
    expect(finding.actions[0]).toMatchObject({
      knob: '--api-server-count',
      change: 'raise',
      predicts: [
        { measure: 'frontendSeconds', direction: 'falls' },
        { measure: 'ttftSeconds', direction: 'falls' },
      ],
    });
  });

  it.each([
    // f ÷ (3.565 + f) = 0.2 at 0.89125 s.
    ['just enough of a request’s time', { frontendSeconds: 0.892 }, 'fires'],
    ['not enough', { frontendSeconds: 0.89 }, 'quiet'],
    // f ÷ (1 + 0.1 + f) = 0.5 at 1.1 s, of 49 · 35 ms = 1.7 s of decode besides.
    ['just enough of the first token', { queueSeconds: 1, outputTokens: 50, frontendSeconds: 1.11 }, 'fires'],
    ['not enough of it', { queueSeconds: 1, outputTokens: 50, frontendSeconds: 1.09 }, 'quiet'],
    // Five steps of 0.2 s.
    [
      'just more than the wait for a step',
      { itlSeconds: 0.2, itlSecondsSlowest: 0.2, outputTokens: 2, frontendSeconds: 1.01 },
      'fires',
    ],
    ['no more than that', { itlSeconds: 0.2, itlSecondsSlowest: 0.2, outputTokens: 2, frontendSeconds: 0.99 }, 'quiet'],
    ['a difference below nothing', { frontendSeconds: -0.01 }, 'quiet'],
    ['little', {}, 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(frontendBound, does).state).toBe(state);
  });

  it('never says that less than nothing is spent there', () => {
    expect(findingOf(frontendBound, { frontendSeconds: -0.01 }).message).toBe(
      '0 % of a request’s time is outside of the engine',
    );
  });

  it.each([
    'request_queue_time_seconds',
    'request_prefill_time_seconds',
    'request_decode_time_seconds',
    'e2e_request_latency_seconds',
    'time_to_first_token_seconds',
    'inter_token_latency_seconds',
  ])('cannot tell without %s', (name) => {
    const series = { [total(`${name}_sum`)]: undefined, [total(`${name}_count`)]: undefined };
    expect(findingOf(frontendBound, { ...SLOW, series }).state).toBe('cannot-tell');
  });

  it('is quiet without traffic', () => {
    const idle = { finished: { stop: 0 }, firstTokensPerSecond: 0, stepsPerSecond: 0 };
    expect(findingOf(frontendBound, { ...SLOW, ...idle }).state).toBe('quiet');
  });

  it.each([
    // 25.8 · 35 ms = 90.3 % and 25.6 · 35 ms = 89.6 %.
    ['busy nearly all the time', 25.8, 'yes', 'medium'],
    ['not as busy', 25.6, 'no', 'high'],
  ])('where the engine is %s', (_, stepsPerSecond, found, confidence) => {
    const finding = findingOf(frontendBound, { ...SLOW, stepsPerSecond });
    expect(finding).toMatchObject({ state: 'fires', confidence, objections: [{ found: 'no' }, { found }] });
  });

  it('is less sure where single steps take as long', () => {
    // 198 pairs a second, of which one in fifty takes 2.5 to 5 s, and none shorter than 40 ms is slower.
    const edges = [0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5];
    const series = Object.fromEntries(
      edges.map((edge) => [
        `vllm:inter_token_latency_seconds_bucket{engine="0",model_name="m",le="${edge}"}`,
        '0+1940.4x10',
      ]),
    );
    const finding = findingOf(frontendBound, { frontendSeconds: 2, series });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'medium', objections: [{ found: 'yes' }, {}] });
  });
});
