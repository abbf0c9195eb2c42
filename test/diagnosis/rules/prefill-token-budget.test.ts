import { describe, expect, it } from 'vitest';
import { prefillTokenBudget } from '../../../src/diagnosis/rules/prefill-token-budget.ts';
import { prefillStep, predictStep, NOBODY } from '../../../src/roofline/index.ts';
import { DECLARED, engineAnalysis } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

/** Half of the slots and a fifth of the cache; 2 · (4000 + 50) tokens a second in one step: 8100 of 8192. */
const FULL_STEPS = { running: '4x10', waiting: '4x10', promptTokens: 4000, outputTokens: 50, stepsPerSecond: 1 };
const of = (name: string, further = '') => `vllm:${name}{engine="0",model_name="m"${further}}`;
const declared = (maxNumBatchedTokens?: number, maxNumSeqs?: number) => ({
  deployment: {
    match: {},
    engine: { ...(maxNumSeqs && { maxNumSeqs }), ...(maxNumBatchedTokens && { maxNumBatchedTokens }) },
  },
});
const SMALL = declared(8192, 8);

describe('prefill-token-budget', () => {
  it('fires where steps are full of prompt tokens and nothing else stops admissions', () => {
    const finding = findingOf(prefillTokenBudget, FULL_STEPS, { settings: SMALL });
    expect(finding).toMatchObject({ state: 'fires', severity: 'critical', confidence: 'high' });
    // 4000 of 4050.
    expect(finding.message).toBe(
      'steps have 8100 tokens on average where 8192 tokens fit, 98.8 % of them are prompts, and 4 requests wait',
    );
    // 4 wait and 2 a second are admitted: 2 s each, 4 of the 8 requests in the engine.
    expect(finding.atStake).toMatchObject({ measure: 'e2eSeconds', amount: { value: 2 }, ratio: 0.5 });
  });

  it.each([
    // 1.5 of 7.5 in the engine are a fifth.
    ['just over the share that waits', { ...FULL_STEPS, running: '6x10', waiting: '1.5x10' }, 'fires'],
    ['just under it', { ...FULL_STEPS, running: '6x10', waiting: '1.49x10' }, 'quiet'],
    ['with a KV cache that has just room', { ...FULL_STEPS, kvCacheUsage: '0.949x10' }, 'fires'],
    ['with one that is full', { ...FULL_STEPS, kvCacheUsage: '0.95x10' }, 'quiet'],
    ['with all slots taken', { ...FULL_STEPS, running: '8x10' }, 'quiet'],
    ['with almost half held back', { ...FULL_STEPS, deferred: '1.99x10' }, 'fires'],
    ['with half held back', { ...FULL_STEPS, deferred: '2x10' }, 'quiet'],
    ['with as many output tokens', { ...FULL_STEPS, promptTokens: 2025, outputTokens: 2025 }, 'fires'],
    ['with more of them', { ...FULL_STEPS, promptTokens: 2024, outputTokens: 2026 }, 'quiet'],
    // 2 · 4050 ÷ 1.97 = 4112 and 2 · 4050 ÷ 1.98 = 4091, of 8192 ÷ 2 = 4096.
    ['with steps that are just half full', { ...FULL_STEPS, stepsPerSecond: 1.97 }, 'fires'],
    ['with emptier ones', { ...FULL_STEPS, stepsPerSecond: 1.98 }, 'cannot-tell'],
    ['where nobody waits', { ...FULL_STEPS, waiting: '0x10' }, 'quiet'],
    ['where there is no traffic', { finished: { stop: 0 }, firstTokensPerSecond: 0, stepsPerSecond: 0 }, 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(prefillTokenBudget, does, { settings: SMALL }).state).toBe(state);
  });

  it.each([
    ['the budget', declared(undefined, 8), 'maxNumBatchedTokens'],
    ['the slots', declared(8192), 'maxNumSeqs'],
  ])('cannot tell where nobody declares %s', (_, settings, missing) => {
    // Running goes up and down, so no cap is to be seen.
    const finding = findingOf(prefillTokenBudget, { ...FULL_STEPS, running: '3 4 5 4 3 2 3 4 3 2 3' }, { settings });
    expect(finding.state).toBe('cannot-tell');
    expect(finding.message).toContain(missing);
  });

  it.each([
    of('num_requests_waiting'),
    of('num_requests_running'),
    of('num_requests_waiting_by_reason', ',reason="deferred"'),
    of('kv_cache_usage_perc'),
    of('generation_tokens_total'),
    of('iteration_tokens_total_count'),
  ])('cannot tell without %s', (series) => {
    const finding = findingOf(
      prefillTokenBudget,
      { ...FULL_STEPS, series: { [series]: undefined } },
      { settings: SMALL },
    );
    expect(finding.state).toBe('cannot-tell');
  });

  it('is quiet where a cap that can only be seen is reached, as in an overload', () => {
    // Few tokens in a step, slots all taken: nothing that a larger step would change.
    const overload = { running: '8x10', waiting: '100x10', promptTokens: 120, outputTokens: 100 };
    expect(findingOf(prefillTokenBudget, overload).state).toBe('quiet');
  });

  it.each([
    // 160 000 tokens at 97.5 % would leave 4000; at the 94 % here 9600 are left, for prompts of 4000 and of 10 000.
    ['fits', 4000, 'fires'],
    ['does not fit', 10_000, 'quiet'],
  ])('where a prompt %s into the rest of the KV cache', (_, promptTokens, state) => {
    const does = { ...FULL_STEPS, promptTokens, kvCacheUsage: '0.94x10' };
    expect(findingOf(prefillTokenBudget, does, { settings: SMALL }).state).toBe(state);
  });

  it.each([
    ['0.51x10', 'cannot-tell'],
    ['0.49x10', 'fires'],
  ])('where nobody knows how many tokens the KV cache holds, and %s of it are used', (kvCacheUsage, state) => {
    const does = { ...FULL_STEPS, kvCacheUsage, cacheConfig: undefined };
    expect(findingOf(prefillTokenBudget, does, { settings: SMALL }).state).toBe(state);
  });

  it('takes the default of the GPU where no budget is declared, and is less sure', () => {
    const { deployment } = DECLARED;
    if (!deployment) throw new Error('a deployment is declared');
    const settings = { deployment: { ...deployment, engine: { maxNumSeqs: 8 } } };
    const finding = findingOf(prefillTokenBudget, FULL_STEPS, { settings });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'medium', objections: [{ found: 'yes' }] });
    expect(finding.evidence['budget']?.measured.value).toBe(8192);
  });

  describe('advises', () => {
    const settingsWith = (maxNumBatchedTokens: number) => ({
      deployment: { ...DECLARED.deployment, match: {}, engine: { maxNumSeqs: 8, maxNumBatchedTokens } },
    });
    // A budget of 64: 2 · (1000 + 1) tokens in 20 steps are 100 of it, since those that give no token are not counted.
    const MANY_STEPS = { ...FULL_STEPS, promptTokens: 1000, outputTokens: 1, stepsPerSecond: 20 };

    it('more tokens in a step where they cost little, as the cost model says', () => {
      const does = { ...MANY_STEPS, outputTokens: 2 };
      const [raise] = findingOf(prefillTokenBudget, does, { settings: settingsWith(64) }).actions;
      expect(raise).toMatchObject({ knob: '--max-num-batched-tokens', change: 'raise', to: { value: 128 } });
      const then = raise?.predicts[1];
      expect(then).toMatchObject({ measure: 'computedPromptTokensPerSecond', direction: 'rises' });
      const { roofline } = engineAnalysis(does, settingsWith(64));
      if (!roofline) throw new Error('the deployment is declared');
      const { deployment, calibration } = roofline.resolved;
      // Almost nobody decodes, so it is 2 · t(64) ÷ t(128) of a prompt alone: far from compute-bound, nearly twice.
      expect(roofline.load.decode.requests).toBeLessThan(1);
      const seconds = (tokens: number) => predictStep(prefillStep(tokens), deployment, calibration).seconds;
      const gain = (2 * seconds(64)) / seconds(128);
      expect(gain).toBeGreaterThan(1.7);
      expect((then?.then?.value ?? 0) / 2000).toBeCloseTo(gain, 1);
    });

    it('replicas where steps are bound by what the GPU computes', () => {
      const finding = findingOf(prefillTokenBudget, FULL_STEPS, { settings: settingsWith(8192) });
      const { roofline } = engineAnalysis(FULL_STEPS, settingsWith(8192));
      if (!roofline) throw new Error('the deployment is declared');
      const { deployment, calibration } = roofline.resolved;
      const seconds = (prompts: number) =>
        predictStep(
          { decode: NOBODY, prefill: Array.from({ length: prompts }, () => ({ tokens: 4096, contextTokens: 0 })) },
          deployment,
          calibration,
        ).seconds;
      // Twice the prompts take nearly twice as long, so nothing is won.
      expect((2 * seconds(2)) / seconds(4)).toBeLessThan(1.1);
      expect(finding.actions.map(({ knob }) => knob)).toEqual(['replicas']);
    });

    it('prefix caching only where it is off', () => {
      const cacheConfig = { enable_prefix_caching: 'False', kv_cache_size_tokens: '160000' };
      const finding = findingOf(prefillTokenBudget, { ...FULL_STEPS, cacheConfig }, { settings: SMALL });
      expect(finding.actions.map(({ knob }) => knob)).toEqual([
        '--max-num-batched-tokens',
        '--enable-prefix-caching',
        'replicas',
      ]);
    });
  });
});
