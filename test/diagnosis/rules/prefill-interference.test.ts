import { describe, expect, it } from 'vitest';
import { prefillInterference } from '../../../src/diagnosis/rules/prefill-interference.ts';
import { chunkSeconds, predictStep } from '../../../src/roofline/index.ts';
import { DECLARED, engineAnalysis } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const of = (name: string) => `vllm:${name}{engine="0",model_name="m"}`;

/** Of 198 pairs of tokens a second one in fifty is slower than half a second, the others take up to a tenth. */
const SLOW_TAIL = Object.fromEntries(
  [0.1, 0.25, 0.5].map((edge) => [
    `vllm:inter_token_latency_seconds_bucket{engine="0",model_name="m",le="${edge}"}`,
    '0+1940.4x10',
  ]),
);

/** Prompts of 4000 tokens take a second each; the P99 lies between 0.5 and 0.75 s, the mean is a fifth of the former. */
const HELD_UP = { itlSeconds: 0.1, itlSecondsSlowest: 0.6, prefillSeconds: 1, promptTokens: 4000, series: SLOW_TAIL };

describe('prefill-interference', () => {
  it('fires where the slowest tokens take as long as prompts do', () => {
    const finding = findingOf(prefillInterference, HELD_UP);
    expect(finding).toMatchObject({ state: 'fires', severity: 'warning', confidence: 'high', atStake: undefined });
    expect(finding.message).toMatch(
      /^one in a hundred tokens takes about \d+ ms or more against 100 ms on average, and a prompt is computed in 1 s$/,
    );
  });

  it.each([
    ['just slow enough', HELD_UP, 'fires'],
    // The P99 is 0.5 s at least and, in the middle of its bucket, 0.625 s: five times 0.1 and 0.125 s.
    ['perhaps slow enough', { ...HELD_UP, itlSeconds: 0.1001 }, 'cannot-tell'],
    ['hardly slow enough', { ...HELD_UP, itlSeconds: 0.126 }, 'quiet'],
    // 2 prompts a second in 200 steps: one in a hundred.
    ['with prompts that are just often enough', { ...HELD_UP, stepsPerSecond: 200 }, 'fires'],
    ['with fewer', { ...HELD_UP, stepsPerSecond: 201 }, 'quiet'],
    ['with prompts that all come from the cache', { ...HELD_UP, cachedShare: 1 }, 'quiet'],
    ['with prompts that take just as long', { ...HELD_UP, prefillSeconds: 0.5 }, 'fires'],
    ['with shorter ones', { ...HELD_UP, prefillSeconds: 0.499 }, 'cannot-tell'],
    ['where all tokens take the same time', {}, 'quiet'],
    ['where there is no traffic', { finished: { stop: 0 }, firstTokensPerSecond: 0, stepsPerSecond: 0 }, 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(prefillInterference, does).state).toBe(state);
  });

  it.each([
    'inter_token_latency_seconds_count',
    'time_to_first_token_seconds_count',
    'iteration_tokens_total_count',
    'request_prefill_time_seconds_count',
  ])('cannot tell without %s', (name) => {
    const series = { ...SLOW_TAIL, [of(name)]: undefined };
    expect(findingOf(prefillInterference, { ...HELD_UP, series }).state).toBe('cannot-tell');
  });

  it('cannot tell without buckets', () => {
    const edges = [
      0.001,
      0.005,
      0.01,
      0.02,
      0.04,
      0.06,
      0.08,
      0.1,
      0.25,
      0.5,
      0.75,
      1,
      2.5,
      5,
      7.5,
      10,
      20,
      40,
      80,
      160,
      '+Inf',
    ];
    const buckets = edges.map((edge) => [
      `vllm:inter_token_latency_seconds_bucket{engine="0",model_name="m",le="${edge}"}`,
      undefined,
    ]);
    const series = Object.fromEntries(buckets) as Record<string, undefined>;
    expect(findingOf(prefillInterference, { ...HELD_UP, series }).state).toBe('cannot-tell');
  });

  it.each([
    // 200 tokens a second, of which 2 are first ones: 198 come after another, and a hundredth of those is 1.98.
    ['as often as slow tokens', 1.99, 'yes', 'medium'],
    ['less often', 1.97, 'no', 'high'],
  ])('looks whether requests are preempted %s', (_, preemptionsPerSecond, found, confidence) => {
    const finding = findingOf(prefillInterference, { ...HELD_UP, preemptionsPerSecond });
    expect(finding).toMatchObject({ state: 'fires', confidence, objections: [{ found }, {}] });
  });

  it('does not know about preemptions that nobody counts', () => {
    const series = { ...SLOW_TAIL, [of('num_preemptions_total')]: undefined };
    const finding = findingOf(prefillInterference, { ...HELD_UP, series });
    expect(finding).toMatchObject({ state: 'fires', objections: [{ found: 'unknown' }, {}] });
  });

  it.each([
    // 8192 tokens · 16 GFLOP ÷ (989 TFLOP/s · 0.48) = 0.28 s, and with an error of 15 % 0.32 s, against 0.5 s.
    ['no step could take as long', 8192, 'yes', 'medium'],
    // Four times that.
    ['one could', 32_768, 'no', 'high'],
  ])('looks whether by the cost model %s', (_, maxNumBatchedTokens, found, confidence) => {
    const settings = { deployment: { ...DECLARED.deployment, match: {}, engine: { maxNumBatchedTokens } } };
    const finding = findingOf(prefillInterference, HELD_UP, { settings });
    expect(finding).toMatchObject({ state: 'fires', confidence, objections: [{ found: 'no' }, { found }] });
  });

  it('says what prompts add to a step, and what smaller parts of them would, as the cost model does', () => {
    const finding = findingOf(prefillInterference, HELD_UP, { settings: DECLARED });
    const { roofline } = engineAnalysis(HELD_UP, DECLARED);
    if (!roofline) throw new Error('the deployment is declared');
    const { load, resolved } = roofline;
    const { deployment, calibration } = resolved;
    const part = { tokens: 4000, contextTokens: 0 };
    // 2 prompts a second, each of which lengthens a step, in the 0.1 s of one.
    const added = 2 * chunkSeconds(part, load.decode, deployment, calibration) * 0.1;
    expect(finding.atStake?.measure).toBe('itlSeconds');
    expect(finding.atStake?.amount.value).toBeCloseTo(added, 9);
    expect(finding.atStake?.ratio).toBeCloseTo(added / 0.1, 9);
    const seconds = (tokens: number) =>
      predictStep({ decode: load.decode, prefill: [{ ...part, tokens }] }, deployment, calibration).seconds;
    expect(finding.evidence['predicted']?.measured.value).toBeCloseTo(seconds(4000), 12);
    // Half of 4000 tokens, as a power of two: 1024.
    const [lower] = finding.actions;
    expect(lower).toMatchObject({ knob: '--max-num-batched-tokens', change: 'lower', to: { value: 1024 } });
    const [slow, first] = lower?.predicts ?? [];
    expect(slow).toMatchObject({ measure: 'itlSecondsP99', direction: 'falls' });
    expect(first).toMatchObject({ measure: 'ttftSeconds', direction: 'rises' });
    const now = finding.evidence['slow']?.measured.value ?? Number.NaN;
    expect(slow?.then?.value).toBeCloseTo((now * seconds(1024)) / seconds(4000), 9);
    expect(slow?.then?.value).toBeLessThan(now);
  });

  it('advises no budget that slots would not fit into', () => {
    // Half of 4000 tokens is 1024 again, which 1024 slots fill.
    const deployment = { match: {}, engine: { maxNumSeqs: 1024 } };
    const { actions } = findingOf(prefillInterference, HELD_UP, { settings: { deployment } });
    expect(actions.map(({ knob }) => knob)).toEqual([
      '--long-prefill-token-threshold',
      'engines of their own for prompts',
    ]);
  });

  it('advises no more than the budget that is known to be small', () => {
    const { actions } = findingOf(prefillInterference, { ...HELD_UP, promptTokens: 20_000 });
    expect(actions[0]?.to?.value).toBe(2048);
  });
});
