import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/diagnosis/check-rule.ts';
import { prefixRoutingSpread } from '../../../src/diagnosis/rules/prefix-routing-spread.ts';
import { annotation } from '../../../src/quantities/index.ts';
import { engineAnalysis, type EngineDoes } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const beside = (...replicas: Partial<EngineDoes>[]) => ({ replicas });
const WARM = { cachedShare: 0.8 };
const CACHED = 'vllm:prompt_tokens_cached_total{engine="0",model_name="m"}';

describe('prefix-routing-spread', () => {
  it('fires where hits are far below those of another engine', () => {
    const finding = findingOf(prefixRoutingSpread, { cachedShare: 0.1 }, beside(WARM, { cachedShare: 0.3 }));
    expect(finding).toMatchObject({ state: 'fires', severity: 'info', confidence: 'high' });
    expect(finding.message).toBe(
      '10 % of the prompt tokens here come from the prefix cache, against 80 % on another engine',
    );
    // A prefill of 0.1 s computes 90 % of the tokens; with 80 % hits 0.1 · 0.7 ÷ 0.9 s less. A request takes
    // 0.02 + 0.1 + 99 · 0.035 = 3.585 s.
    expect(finding.atStake?.measure).toBe('e2eSeconds');
    expect(finding.atStake?.amount.value).toBeCloseTo(0.07 / 0.9, 12);
    expect(finding.atStake?.ratio).toBeCloseTo(0.07 / 0.9 / 3.585, 12);
  });

  it.each([
    ['just under half of the best', { cachedShare: 0.39 }, WARM, 'fires'],
    ['at half of the best', { cachedShare: 0.4 }, WARM, 'quiet'],
    // 40 of 500 tokens are 8 %, 100 are 20 %.
    ['hits elsewhere that say something', { cachedShare: 0.08 }, { cachedShare: 0.2 }, 'fires'],
    ['hits elsewhere that say nothing', { cachedShare: 0.08 }, { cachedShare: 0.19 }, 'cannot-tell'],
    ['M23: few hits anywhere', {}, {}, 'cannot-tell'],
    ['enough requests here', { finished: { stop: 0.5 }, firstTokensPerSecond: 0.5 }, WARM, 'fires'],
    ['too few requests here', { finished: { stop: 0.49 }, firstTokensPerSecond: 0.49 }, WARM, 'cannot-tell'],
    ['enough requests there', {}, { ...WARM, firstTokensPerSecond: 0.5 }, 'fires'],
    ['too few requests there', {}, { ...WARM, firstTokensPerSecond: 0.49 }, 'cannot-tell'],
    ['the best itself', WARM, { cachedShare: 0.1 }, 'quiet'],
  ])('%s', (_, does, other, state) => {
    expect(findingOf(prefixRoutingSpread, does, beside(other)).state).toBe(state);
  });

  it('is quiet about a single engine, and where the cache is off', () => {
    expect(findingOf(prefixRoutingSpread).state).toBe('quiet');
    const off = { cacheConfig: { enable_prefix_caching: 'False' } };
    expect(findingOf(prefixRoutingSpread, off, beside(WARM)).state).toBe('quiet');
    // Without the configuration a cache that is off looks like one that never hits.
    expect(findingOf(prefixRoutingSpread, { cacheConfig: undefined }, beside(WARM)).state).toBe('cannot-tell');
  });

  it('cannot tell while hits are not exposed, here or elsewhere', () => {
    const series = { [CACHED]: undefined };
    expect(findingOf(prefixRoutingSpread, { series }, beside(WARM)).state).toBe('cannot-tell');
    expect(findingOf(prefixRoutingSpread, {}, beside({ ...WARM, series })).state).toBe('cannot-tell');
    const half = { cachedShare: 0.49 };
    expect(findingOf(prefixRoutingSpread, half, beside({ ...WARM, series })).state).toBe('cannot-tell');
    // Whatever hits there, half of all is not missing here.
    expect(findingOf(prefixRoutingSpread, { cachedShare: 0.5 }, beside({ ...WARM, series })).state).toBe('quiet');
  });

  it('fires on a fall after engines were added', () => {
    const now = engineAnalysis({ cachedShare: 0.1 });
    const other = engineAnalysis({ target: 'other', cachedShare: 0.1 });
    const added = { ...other, annotations: [annotation('engine-appeared')] };
    const before = engineAnalysis(WARM);
    const stateOf = (replica: typeof other, earlier: typeof before | undefined) =>
      checkRule(prefixRoutingSpread, now, { replicas: [now, replica], before: earlier });
    expect(stateOf(added, before).message).toContain('against 80 % here before engines were added');
    expect(stateOf(other, before).state).toBe('cannot-tell');
    expect(stateOf(added, undefined).state).toBe('cannot-tell');
    expect(stateOf(added, engineAnalysis({ ...WARM, series: { [CACHED]: undefined } })).state).toBe('cannot-tell');
  });

  it.each([
    ['a KV cache that is full', { kvCacheUsage: '0.9x10' }, 'medium'],
    ['one that is not', { kvCacheUsage: '0.89x10' }, 'high'],
    ['prompts of another length', { promptTokens: 750 }, 'medium'],
    ['prompts of about the same', { promptTokens: 749 }, 'high'],
  ])('%s', (_, does, confidence) => {
    expect(findingOf(prefixRoutingSpread, does, beside(WARM))).toMatchObject({ state: 'fires', confidence });
  });

  it('is less sure of an engine that only just started', () => {
    const now = { ...engineAnalysis({}), annotations: [annotation('engine-appeared')] };
    const replicas = [now, engineAnalysis({ target: 'other', ...WARM })];
    expect(checkRule(prefixRoutingSpread, now, { replicas, before: undefined }).confidence).toBe('medium');
  });

  it('puts nothing at stake while requests queue', () => {
    const finding = findingOf(prefixRoutingSpread, { running: '8x10', waiting: '6x10' }, beside(WARM));
    expect(finding).toMatchObject({ state: 'fires', atStake: undefined });
  });

  it('advises to route by prefix, so that more hit', () => {
    const [action] = findingOf(prefixRoutingSpread, {}, beside(WARM)).actions;
    expect(action).toMatchObject({ knob: 'routing', setting: 'by prefix' });
    expect(action?.predicts[0]).toEqual({ measure: 'prefixCacheHitRatio', direction: 'rises' });
  });

  it('takes the share that an operator sets', () => {
    const overrides = { hitShare: 0.1 };
    expect(findingOf(prefixRoutingSpread, { cachedShare: 0.1 }, { ...beside(WARM), overrides }).state).toBe('quiet');
  });
});
