import { describe, expect, it } from 'vitest';
import { coldPrefixCache } from '../../../src/diagnosis/rules/cold-prefix-cache.ts';
import { engineAnalysis, type EngineDoes } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const after = (does: Partial<EngineDoes>) => ({ before: engineAnalysis(does) });
const WARM = { cachedShare: 0.8 };
const CACHED = 'vllm:prompt_tokens_cached_total{engine="0",model_name="m"}';
const COLD = { cachedShare: 0.1 };

describe('cold-prefix-cache', () => {
  it('fires where far fewer tokens come from the cache than before', () => {
    const finding = findingOf(coldPrefixCache, COLD, after(WARM));
    expect(finding).toMatchObject({ state: 'fires', severity: 'info', confidence: 'high' });
    expect(finding.message).toBe(
      '10 % of the prompt tokens come from the prefix cache, after 80 % in the window before',
    );
    // A prefill of 0.1 s computes 90 % of the tokens; at 80 % hits 0.1 · 0.7 ÷ 0.9 s less, of 0.02 + 0.1 + 99 · 0.035 s.
    expect(finding.atStake?.amount.value).toBeCloseTo(0.07 / 0.9, 12);
    expect(finding.atStake?.ratio).toBeCloseTo(0.07 / 0.9 / 3.585, 12);
  });

  it.each([
    ['just under half of before', { cachedShare: 0.39 }, WARM, 'fires'],
    ['at half of before', { cachedShare: 0.4 }, WARM, 'quiet'],
    // 20 % of 500 tokens.
    ['just worth missing', { cachedShare: 0.05 }, { cachedShare: 0.2 }, 'fires'],
    ['M23: nothing to lose', { cachedShare: 0.05 }, { cachedShare: 0.19 }, 'quiet'],
    ['a KV cache that is full', { ...COLD, kvCacheUsage: '0.9x10' }, WARM, 'quiet'],
    ['one that is not', { ...COLD, kvCacheUsage: '0.89x10' }, WARM, 'fires'],
    ['enough requests now', { ...COLD, firstTokensPerSecond: 0.5 }, WARM, 'fires'],
    ['too few now', { ...COLD, firstTokensPerSecond: 0.49 }, WARM, 'cannot-tell'],
    ['enough requests before', COLD, { ...WARM, firstTokensPerSecond: 0.5 }, 'fires'],
    ['too few before', COLD, { ...WARM, firstTokensPerSecond: 0.49 }, 'cannot-tell'],
    ['nothing before', COLD, { ...WARM, firstTokensPerSecond: 0 }, 'cannot-tell'],
  ])('%s', (_, does, before, state) => {
    expect(findingOf(coldPrefixCache, does, after(before)).state).toBe(state);
  });

  it('cannot tell without a window before, unless hits are high anyway', () => {
    expect(findingOf(coldPrefixCache, COLD).state).toBe('cannot-tell');
    expect(findingOf(coldPrefixCache, COLD).message).toContain('the window before');
    expect(findingOf(coldPrefixCache, { cachedShare: 0.5 }).state).toBe('quiet');
    expect(findingOf(coldPrefixCache, { cachedShare: 0.49 }).state).toBe('cannot-tell');
  });

  it('cannot tell while something is not exposed, now or before', () => {
    const series = { [CACHED]: undefined };
    expect(findingOf(coldPrefixCache, { ...COLD, series }, after(WARM)).state).toBe('cannot-tell');
    expect(findingOf(coldPrefixCache, COLD, after({ ...WARM, series })).message).toContain('in the window before');
    const usage = { 'vllm:kv_cache_usage_perc{engine="0",model_name="m"}': undefined };
    expect(findingOf(coldPrefixCache, { ...COLD, series: usage }, after(WARM)).state).toBe('cannot-tell');
    // Without the configuration a cache that is off looks like one that never hits.
    expect(findingOf(coldPrefixCache, { cacheConfig: undefined }, after(WARM)).state).toBe('cannot-tell');
    expect(findingOf(coldPrefixCache, { ...COLD, cacheConfig: undefined }, after(WARM)).state).toBe('fires');
  });

  it('is quiet where the cache is off, or was', () => {
    const off = { cacheConfig: { enable_prefix_caching: 'False' } };
    expect(findingOf(coldPrefixCache, off, after(WARM)).state).toBe('quiet');
    expect(findingOf(coldPrefixCache, COLD, after(off)).state).toBe('quiet');
  });

  it.each([
    ['prompts of another length', { ...COLD, promptTokens: 750 }, 'medium'],
    ['prompts of about the same', { ...COLD, promptTokens: 749 }, 'high'],
    ['counters that blocked requests inflate', { series: inflated() }, 'medium'],
  ])('%s', (_, does, confidence) => {
    expect(findingOf(coldPrefixCache, does, after(WARM))).toMatchObject({ state: 'fires', confidence });
  });

  it('M23: puts nothing at stake while requests queue', () => {
    const finding = findingOf(coldPrefixCache, { ...COLD, running: '8x10', waiting: '6x10' }, after(WARM));
    expect(finding).toMatchObject({ state: 'fires', atStake: undefined });
  });

  it('advises to look at prompts, or to warm up after a restart, so that more hit', () => {
    const [action] = findingOf(coldPrefixCache, COLD, after(WARM)).actions;
    expect(action).toMatchObject({ knob: 'start of prompts' });
    expect(action?.predicts[0]).toEqual({ measure: 'prefixCacheHitRatio', direction: 'rises' });

    // A counter that falls: the engine restarted.
    const series = {
      'vllm:prompt_tokens_total{engine="0",model_name="m"}':
        '0 10000 20000 30000 40000 0 10000 20000 30000 40000 50000',
    };
    const restarted = findingOf(coldPrefixCache, { series }, after(WARM));
    expect(restarted.message).toContain('the engine restarted');
    expect(restarted.actions).toMatchObject([{ knob: 'warm-up' }]);
  });

  it('takes the share that an operator sets', () => {
    const beside = { ...after(WARM), overrides: { hitShare: 0.1 } };
    expect(findingOf(coldPrefixCache, COLD, beside).state).toBe('quiet');
  });
});

/** As before vLLM 0.16: hits and queries of the prefix cache, 10 % of them hits. */
function inflated(): Record<string, string | undefined> {
  return {
    [CACHED]: undefined,
    'vllm:prefix_cache_queries_total{engine="0",model_name="m"}': '0+10000x10',
    'vllm:prefix_cache_hits_total{engine="0",model_name="m"}': '0+1000x10',
  };
}
