import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/diagnosis/check-rule.ts';
import { kvCacheCapacity } from '../../../src/diagnosis/rules/kv-cache-capacity.ts';
import { kvCacheCapacityTokens, kvCacheFormat } from '../../../src/roofline/index.ts';
import { DECLARED, engineAnalysis } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

/** Seven of eight slots, and a cache that is full. */
const FULL = { running: '7x10', waiting: '7x10', kvCacheUsage: '0.98x10' };
const without = (name: string) => ({ [`vllm:${name}{engine="0",model_name="m"}`]: undefined });

describe('kv-cache-capacity', () => {
  it('fires where requests wait and the KV cache is full', () => {
    const finding = findingOf(kvCacheCapacity, FULL, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', severity: 'critical', confidence: 'high' });
    expect(finding.message).toBe('the KV cache is up to 98 % full while 7 requests wait on average');
    expect(finding.objections.map(({ found }) => found)).toEqual(['no', 'no']);
    // 7 wait and 2 a second are admitted: 3.5 s each, 7 of the 14 requests in the engine.
    expect(finding.atStake).toMatchObject({ measure: 'e2eSeconds', amount: { value: 3.5 }, ratio: 0.5 });
    // 98 % of 160 000 tokens for 7 requests: 22 400 each.
    expect(finding.evidence['each']?.measured.value).toBeCloseTo(22_400, 6);
    // 160 000 tokens for requests of 500 + 100 ÷ 2 tokens.
    expect(finding.evidence['holds']?.measured.value).toBeCloseTo(160_000 / 550, 6);
  });

  it.each([
    // 2 of 10 in the engine are a fifth.
    ['just over the share that waits', { ...FULL, running: '8x10', waiting: '2x10' }, 'fires'],
    ['just under it', { ...FULL, running: '8x10', waiting: '1.99x10' }, 'quiet'],
    ['with a cache that is just full', { ...FULL, kvCacheUsage: '0.95x10' }, 'fires'],
    ['with one that is not quite', { ...FULL, kvCacheUsage: '0.949x10' }, 'quiet'],
    ['where nobody waits', { ...FULL, waiting: '0x10' }, 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(kvCacheCapacity, does).state).toBe(state);
  });

  describe('with prompts that are large against the cache', () => {
    // 160 000 tokens: prompts of 48 000 are 30 % of them.
    const LARGE = { ...FULL, promptTokens: 48_000 };

    it.each([
      ['fires where one finds no room', { ...LARGE, kvCacheUsage: '0.71x10' }, 'fires'],
      ['is quiet where it just does', { ...LARGE, kvCacheUsage: '0.69x10' }, 'quiet'],
      ['leaves out what the prefix cache holds', { ...LARGE, kvCacheUsage: '0.71x10', cachedShare: 0.9 }, 'quiet'],
      [
        'cannot tell what of them the prefix cache holds where nobody says so',
        { ...LARGE, kvCacheUsage: '0.71x10', series: without('prompt_tokens_cached_total') },
        'cannot-tell',
      ],
      [
        'cannot tell what is large without a capacity',
        { ...LARGE, kvCacheUsage: '0.71x10', cacheConfig: undefined },
        'cannot-tell',
      ],
      [
        'needs none where half of the cache is free',
        { ...LARGE, kvCacheUsage: '0.49x10', cacheConfig: undefined },
        'quiet',
      ],
    ])('%s', (_, does, state) => {
      expect(findingOf(kvCacheCapacity, does).state).toBe(state);
    });

    it.each([
      ['0.18.1', 'cannot-tell'],
      ['0.19.1', 'fires'],
    ] as const)('on a page of vLLM up to %s, which admits them in parts or whole: %s', (until, state) => {
      const analysis = engineAnalysis({ ...LARGE, kvCacheUsage: '0.71x10' });
      const context = { replicas: [analysis], before: undefined };
      const aged = { ...analysis, version: { since: '0.16.0', until } as const };
      expect(checkRule(kvCacheCapacity, aged, context).state).toBe(state);
    });
  });

  it.each(['kv_cache_usage_perc', 'num_requests_waiting', 'num_requests_running'])('cannot tell without %s', (name) => {
    expect(findingOf(kvCacheCapacity, { ...FULL, series: without(name) }).state).toBe('cannot-tell');
  });

  it('is less sure where all slots are taken, too', () => {
    const finding = findingOf(kvCacheCapacity, { ...FULL, running: '8x10' }, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'medium', objections: [{ found: 'yes' }, {}] });
  });

  it('does not know about slots that nobody declares', () => {
    expect(findingOf(kvCacheCapacity, FULL)).toMatchObject({
      confidence: 'high',
      objections: [{ found: 'unknown' }, {}],
    });
  });

  it.each([
    // A burst to 99 % in the middle of 100 s: over the two intervals around it 0.5 · (u + 0.99) each, over the others u.
    // (80 · u + 20 · (u + 0.99) / 2) / 100 = 0.9 · u + 0.099: just under a half at 0.445, just over at 0.446.
    ['is full only at moments', '0.445x4 0.99 0.445x4', 'yes', 'medium'],
    ['is half full besides', '0.446x4 0.99 0.446x4', 'no', 'high'],
  ])('with a cache that %s', (_, kvCacheUsage, found, confidence) => {
    const finding = findingOf(kvCacheCapacity, { ...FULL, kvCacheUsage });
    expect(finding).toMatchObject({ state: 'fires', confidence, objections: [{}, { found }] });
  });

  it('says how much the cache would hold, as the cost model does', () => {
    const { roofline } = engineAnalysis(FULL, DECLARED);
    if (!roofline) throw new Error('the deployment is declared');
    const { deployment } = roofline.resolved;
    const fp8 = { ...deployment, kvCache: kvCacheFormat('fp8', deployment.model) };
    const [format, utilization] = findingOf(kvCacheCapacity, FULL, { settings: DECLARED }).actions;
    expect(format).toMatchObject({ knob: '--kv-cache-dtype', setting: 'fp8' });
    expect(format?.predicts[0]).toMatchObject({ measure: 'requestsWaiting', direction: 'falls' });
    // One byte instead of two: 160 000 · 2, and so twice by the cost model.
    expect(format?.predicts[1]).toMatchObject({ measure: 'kvCacheCapacityTokens', direction: 'rises' });
    expect(format?.predicts[1]?.then?.value).toBeCloseTo(320_000, 3);
    const now = kvCacheCapacityTokens(deployment, 550);
    expect(kvCacheCapacityTokens(fp8, 550).value / now.value).toBeCloseTo(2, 9);
    // 80 GB: (0.95 − 0.92) · 80 of 0.92 · 80 − 16 − 2.7 = 55 GB, a twenty-third more.
    expect(utilization).toMatchObject({ knob: '--gpu-memory-utilization', to: { value: 0.95 } });
    const { value = 0, low = 0, high = 0 } = utilization?.predicts[1]?.then ?? {};
    expect(value).toBeCloseTo((160_000 * kvCacheCapacityTokens(deployment, 550, 0.95).value) / now.value, 3);
    expect(value / 160_000).toBeCloseTo(1 + 1 / 23, 2);
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
  });

  it('predicts no number where nothing is declared', () => {
    const [format] = findingOf(kvCacheCapacity, FULL).actions;
    expect(format?.predicts[1]).toEqual({ measure: 'kvCacheCapacityTokens', direction: 'rises', then: undefined });
  });

  it('doubles the GPUs that are declared', () => {
    const deployment = { match: {}, parallelism: { tensor: 2 } };
    const { actions } = findingOf(kvCacheCapacity, FULL, { settings: { deployment } });
    expect(actions.find(({ knob }) => knob === '--tensor-parallel-size')?.to?.value).toBe(4);
  });

  it('does not advise what is configured already', () => {
    const cacheConfig = { cache_dtype: 'fp8_e4m3', gpu_memory_utilization: '0.95', kv_cache_size_tokens: '160000' };
    const knobs = findingOf(kvCacheCapacity, { ...FULL, cacheConfig }).actions.map(({ knob }) => knob);
    expect(knobs).toEqual(['--tensor-parallel-size', 'replicas', 'max_tokens of the requests']);
  });

  it('takes the thresholds that an operator sets', () => {
    expect(findingOf(kvCacheCapacity, FULL, { overrides: { kvCacheFull: 0.99 } }).state).toBe('quiet');
  });
});
