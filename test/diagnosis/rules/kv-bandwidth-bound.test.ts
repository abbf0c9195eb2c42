import { describe, expect, it } from 'vitest';
import { kvBandwidthBound } from '../../../src/diagnosis/rules/kv-bandwidth-bound.ts';
import { DECLARED } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const step = (seconds: number) => ({ itlSeconds: seconds, itlSecondsSlowest: seconds });
// 32 at a time of context 8050: 32 · 8050 · 131 kB = 33.8 GB beside 15 GB of weights, 14.7 ms at 3350 GB/s.
const LONG = { ...step(0.018), promptTokens: 8000, firstTokensPerSecond: 0.2, finished: { stop: 8.1 } };

describe('kv-bandwidth-bound', () => {
  it('fires where long contexts are most of what a step reads', () => {
    const finding = findingOf(kvBandwidthBound, LONG, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', severity: 'info', confidence: 'medium' });
    expect(finding.evidence['cache']?.measured.value).toBeCloseTo(33.8 / (33.8 + 15 + 0.1), 2);
    expect(finding.message).toBe(
      '69 % of what a step of 18 ms reads are keys and values, of 32.1 requests that each look back at 8050 tokens',
    );
  });

  it('is a warning where tokens come too slowly for the objective', () => {
    const settings = { ...DECLARED, objective: { match: {}, tpotSeconds: 0.01 } };
    expect(findingOf(kvBandwidthBound, LONG, { settings }).severity).toBe('warning');
    // Nothing is enough where nothing was promised.
    expect(findingOf(kvBandwidthBound, LONG, { settings, overrides: { usualShare: 0 } }).severity).toBe('info');
  });

  it.each([
    // The floor is 14.6 ms.
    ['just near enough to the floor', { ...LONG, ...step(0.029) }, 'fires'],
    ['just too far from it', { ...LONG, ...step(0.0295) }, 'quiet'],
    // With activations it is half of the bytes at 224 = 56.6 · 99 ÷ 25 requests of context 550.
    ['with just over half of the bytes', { ...step(0.014), finished: { stop: 57 } }, 'fires'],
    ['with just under half', { ...step(0.014), finished: { stop: 56 } }, 'quiet'],
    [
      'where computing takes longer',
      { ...step(0.009), promptTokens: 10, outputTokens: 5, finished: { stop: 2500 } },
      'quiet',
    ],
    ['with few requests', step(0.008), 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(kvBandwidthBound, does, { settings: DECLARED }).state).toBe(state);
  });

  it('says what a KV cache in fp8, replicas and more GPUs would give', () => {
    const { actions, atStake } = findingOf(kvBandwidthBound, LONG, { settings: DECLARED });
    const knobs = ['--kv-cache-dtype', 'replicas', '--tensor-parallel-size'];
    expect(actions.map(({ knob }) => knob)).toEqual(knobs);
    const [fp8, replicas, gpus] = actions.map(({ predicts }) => predicts[0]);
    // Half of 33.8 GB at 0.83 · 3350 GB/s is 6.1 ms less of 18.
    expect(fp8).toMatchObject({ measure: 'itlSeconds', direction: 'falls' });
    expect(fp8?.then?.value).toBeCloseTo(0.018 - 0.0061, 3);
    expect(atStake?.ratio).toBeCloseTo(0.0061 / 0.018, 1);
    // Half of the requests read half of the KV cache, too.
    expect(replicas?.then?.value).toBeCloseTo(fp8?.then?.value ?? 0, 3);
    expect(gpus?.then?.value).toBeLessThan(0.018);
  });

  it('does not advise fp8 where the cache is in fp8, by what is declared or exported', () => {
    const deployment = DECLARED.deployment && { ...DECLARED.deployment, precision: { kvCache: 'fp8' } };
    const declared = findingOf(kvBandwidthBound, LONG, { settings: { ...DECLARED, deployment } });
    expect(declared).toMatchObject({ state: 'fires' });
    expect(declared.actions.map(({ knob }) => knob)).not.toContain('--kv-cache-dtype');
    const cacheConfig = { block_size: '16', num_gpu_blocks: '10000', cache_dtype: 'fp8_e4m3' };
    const exported = findingOf(kvBandwidthBound, { ...LONG, cacheConfig }, { settings: DECLARED });
    expect(exported).toMatchObject({ state: 'fires', confidence: 'medium' });
    expect(exported.evidence['cache']?.measured.value).toBe(declared.evidence['cache']?.measured.value);
    expect(exported.actions.map(({ knob }) => knob)).not.toContain('--kv-cache-dtype');
  });

  it('is less sure where the engine says another format than is declared', () => {
    const deployment = DECLARED.deployment && { ...DECLARED.deployment, precision: { kvCache: 'bf16' } };
    const cacheConfig = { block_size: '16', num_gpu_blocks: '10000', cache_dtype: 'fp8_e4m3' };
    const finding = findingOf(kvBandwidthBound, { ...LONG, cacheConfig }, { settings: { ...DECLARED, deployment } });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'low' });
    expect(finding.objections.filter(({ found }) => found === 'yes')).toHaveLength(1);
  });

  it('cannot tell without declared hardware, or how many steps there were', () => {
    expect(findingOf(kvBandwidthBound, LONG).state).toBe('cannot-tell');
    const series = { 'vllm:iteration_tokens_total_count{engine="0",model_name="m"}': undefined };
    expect(findingOf(kvBandwidthBound, { ...LONG, series }, { settings: DECLARED }).state).toBe('cannot-tell');
  });

  it.each([
    ['just at the share of hits', 0.5, 'low'],
    ['just under it', 0.49, 'medium'],
  ])('is less sure where prompts begin alike: %s', (_, cachedShare, confidence) => {
    const finding = findingOf(kvBandwidthBound, { ...LONG, cachedShare }, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', confidence });
  });

  it('cannot tell where drafts are made and not counted', () => {
    const drafts = { perSecond: 198, tokens: 3, accepted: 2 };
    const series = { 'vllm:spec_decode_num_draft_tokens_total{engine="0",model_name="m"}': undefined };
    const finding = findingOf(kvBandwidthBound, { ...LONG, drafts, series }, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'cannot-tell', message: 'needs the counter of draft tokens' });
  });
});
