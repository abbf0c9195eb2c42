import { describe, expect, it } from 'vitest';
import { computeBound } from '../../../src/diagnosis/rules/compute-bound.ts';
import type { EngineSettings } from '../../../src/settings/index.ts';
import { DECLARED } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const prompts = (perSecond: number) => ({ firstTokensPerSecond: perSecond, finished: { stop: perSecond } });
const step = (seconds: number) => ({ itlSeconds: seconds, itlSecondsSlowest: seconds });
/** Fifteen prompts a second of 2000 tokens, with five tokens of answer, in sixteen steps of 60 ms. */
const LONG_PROMPTS = {
  ...prompts(15),
  ...step(0.06),
  promptTokens: 2000,
  outputTokens: 5,
  stepsPerSecond: 16,
  prefillSeconds: 0.08,
};
const on = (gpu: string, more: Partial<NonNullable<EngineSettings['deployment']>> = {}): Partial<EngineSettings> => ({
  deployment: { match: {}, model: 'meta-llama/Llama-3.1-8B', hardware: { gpu }, ...more },
});

describe('compute-bound', () => {
  it('fires where prompts keep the GPU multiplying', () => {
    const finding = findingOf(computeBound, LONG_PROMPTS, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', severity: 'info', role: 'ceiling', confidence: 'medium' });
    // 30 000 tokens · (2 · 6.98 GFLOP in layers + 0.52 to look back) = 435 of 989 TFLOP/s, in 96 % of the time: 46 %.
    expect(finding.evidence['used']?.measured.value).toBeCloseTo(0.459, 2);
    expect(finding.message).toBe(
      'computing takes 95.7 % of the busy time: 45.9 % of the peak are used, of 48 % that can be reached, and reading memory takes less',
    );
  });

  it('is a warning where tokens come too slowly for the objective', () => {
    const settings = { ...DECLARED, objective: { match: {}, tpotSeconds: 0.01 } };
    expect(findingOf(computeBound, LONG_PROMPTS, { settings }).severity).toBe('warning');
    expect(findingOf(computeBound, LONG_PROMPTS, { settings, overrides: { usualShare: 0 } }).severity).toBe('info');
  });

  it.each([
    // In proportion to the prompts: 0.96 · 7.85 ÷ 15 = 0.50.
    ['just over half of the busy time', { ...LONG_PROMPTS, ...prompts(8) }, 'fires'],
    ['just under it', { ...LONG_PROMPTS, ...prompts(7.5) }, 'quiet'],
    ['where reading takes longer', {}, 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(computeBound, does, { settings: DECLARED }).state).toBe(state);
  });

  it.each([
    // Three prompts a second: 305 FLOP for a byte, and the ridge of an H100 at 989 ÷ 3.35 = 295.
    ['just over the ridge', 3, 'fires'],
    ['just under it', 2.85, 'quiet'],
  ])('heeds the ridge: %s', (_, perSecond, state) => {
    const does = { ...LONG_PROMPTS, firstTokensPerSecond: perSecond };
    const overrides = { computeShare: 0.1 };
    expect(findingOf(computeBound, does, { settings: DECLARED, overrides }).state).toBe(state);
  });

  it('says what numbers of eight bits would give where the GPU multiplies them faster', () => {
    const { actions, atStake } = findingOf(computeBound, LONG_PROMPTS, { settings: DECLARED });
    expect(actions.map(({ knob }) => knob)).toEqual(['--quantization', 'replicas']);
    const fp8 = actions[0]?.predicts[0];
    expect(fp8).toMatchObject({ measure: 'prefillSeconds', direction: 'falls' });
    // 2 · 6.98 GFLOP of 2000 tokens at 0.48 · 989 TFLOP/s are 58.8 ms, and half of that is saved of 80.
    expect(fp8?.then?.value).toBeCloseTo(0.08 - 0.0294, 3);
    expect(atStake).toMatchObject({ measure: 'prefillSeconds' });
    expect(atStake?.ratio).toBeCloseTo(0.0294 / 0.08, 2);
  });

  it('does not advise what the GPU cannot do, and advises a prefix cache where it is off', () => {
    const cacheConfig = { block_size: '16', num_gpu_blocks: '10000', enable_prefix_caching: 'False' };
    const { actions, atStake } = findingOf(
      computeBound,
      { ...LONG_PROMPTS, ...prompts(6), cacheConfig },
      { settings: on('a100-sxm-80gb') },
    );
    expect(actions.map(({ knob }) => knob)).toEqual(['--enable-prefix-caching', 'replicas']);
    expect(atStake).toBeUndefined();
  });

  it('speaks of tokens where no prompt is computed', () => {
    // 400 at a time, and every prompt is in the prefix cache: 6 ms of computing against 4.8 of reading.
    const does = { ...step(0.009), promptTokens: 10, cachedShare: 1, outputTokens: 5, finished: { stop: 2500 } };
    const finding = findingOf(computeBound, does, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', atStake: { measure: 'itlSeconds' } });
    expect(finding.actions[0]?.predicts[0].then?.value).toBeLessThan(0.009);
  });

  it('cannot tell without declared hardware, or how long steps are', () => {
    expect(findingOf(computeBound, LONG_PROMPTS).state).toBe('cannot-tell');
    const series = { 'vllm:inter_token_latency_seconds_sum{engine="0",model_name="m"}': undefined };
    expect(findingOf(computeBound, { ...LONG_PROMPTS, series }, { settings: DECLARED }).state).toBe('cannot-tell');
  });

  it('is less sure where steps are not counted, and surer where the engine was measured', () => {
    const long = { ...LONG_PROMPTS, ...prompts(3), promptTokens: 9000 };
    expect(findingOf(computeBound, long, { settings: DECLARED })).toMatchObject({
      state: 'fires',
      confidence: 'low',
      objections: [{ found: 'yes' }, { found: 'yes' }, { found: 'unknown' }, { found: 'unknown' }],
    });
    const calibration = { memoryRatio: 0.8, computeRatio: 0.5, layerOverheadSeconds: 60e-6, errorRatio: 0.05 };
    const measured = findingOf(computeBound, LONG_PROMPTS, { settings: on('h100-sxm', { calibration }) });
    expect(measured).toMatchObject({ state: 'fires', confidence: 'high' });
  });

  it('cannot tell where drafts are made and not counted', () => {
    const drafts = { perSecond: 198, tokens: 3, accepted: 2 };
    const series = { 'vllm:spec_decode_num_draft_tokens_total{engine="0",model_name="m"}': undefined };
    const finding = findingOf(computeBound, { ...LONG_PROMPTS, drafts, series }, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'cannot-tell', message: 'needs the counter of draft tokens' });
  });
});
