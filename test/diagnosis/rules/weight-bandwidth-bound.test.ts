import { describe, expect, it } from 'vitest';
import { weightBandwidthBound } from '../../../src/diagnosis/rules/weight-bandwidth-bound.ts';
import type { EngineSettings } from '../../../src/settings/index.ts';
import { DECLARED } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const of = (deployment: Partial<NonNullable<EngineSettings['deployment']>>): Partial<EngineSettings> => ({
  deployment: { match: {}, model: 'meta-llama/Llama-3.1-8B', hardware: { gpu: 'h100-sxm' }, ...deployment },
});
const step = (seconds: number) => ({ itlSeconds: seconds, itlSecondsSlowest: seconds });
// 198 tokens a second in 25 steps: eight at a time, whose floor is 15.6 GB ÷ 3350 GB/s = 4.66 ms.
const NEAR = step(0.008);

describe('weight-bandwidth-bound', () => {
  it('fires near the floor of a small batch', () => {
    const finding = findingOf(weightBandwidthBound, NEAR, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', severity: 'info', confidence: 'medium' });
    // 15.01 GB of weights beside 7.9 · 550 · 131 kB = 0.57 GB of KV cache: 96 %.
    expect(finding.evidence['weights']?.measured.value).toBeCloseTo(0.96, 2);
    expect(finding.message).toBe(
      'a step of 8 ms is near what the hardware can do, and 96 % of what it reads are weights, for 8.05 requests at a time',
    );
  });

  it('is a warning where tokens come too slowly for the objective', () => {
    const objective = (tpotSeconds: number) => ({ ...DECLARED, objective: { match: {}, tpotSeconds } });
    const missed = findingOf(weightBandwidthBound, NEAR, { settings: objective(0.005) });
    expect(missed).toMatchObject({ state: 'fires', severity: 'warning' });
    const met = findingOf(weightBandwidthBound, NEAR, { settings: objective(0.05) });
    expect(met).toMatchObject({ state: 'fires', severity: 'info' });
  });

  it.each([
    // 0.6 % of what arrives meets it, which is enough only where next to nothing was promised.
    ['promised to none', 0, 'info'],
    ['promised to many', 0.5, 'warning'],
  ])('takes the share of an objective that names none from its thresholds: %s', (_, usualShare, severity) => {
    const settings = { ...DECLARED, objective: { match: {}, tpotSeconds: 0.005 } };
    expect(findingOf(weightBandwidthBound, NEAR, { settings, overrides: { usualShare } }).severity).toBe(severity);
  });

  it.each([
    // Twice the floor is 9.32 ms.
    ['just near enough to the floor', step(0.0093), 'fires'],
    ['just too far from it', step(0.0094), 'quiet'],
    // Half-saturation is 208 requests; with activations weights are half of the bytes at 193 = 48.8 · 99 ÷ 25.
    ['with weights just above half of the bytes', { ...step(0.014), finished: { stop: 48 } }, 'fires'],
    ['just below half', { ...step(0.014), finished: { stop: 49 } }, 'quiet'],
    // 400 requests of ten tokens: 6 ms of computing against 4.8 ms of reading.
    [
      'where computing takes longer',
      { ...step(0.009), promptTokens: 10, outputTokens: 5, finished: { stop: 2500 } },
      'quiet',
    ],
  ])('%s', (_, does, state) => {
    expect(findingOf(weightBandwidthBound, does, { settings: DECLARED }).state).toBe(state);
  });

  it('says what fp8 weights and more GPUs would give', () => {
    const { actions, atStake } = findingOf(weightBandwidthBound, NEAR, { settings: DECLARED });
    const knobs = ['--quantization', '--speculative-config', '--tensor-parallel-size'];
    expect(actions.map(({ knob }) => knob)).toEqual(knobs);
    // 13.96 of the 15.01 GB are in layers: half of it at 0.83 · 3350 GB/s is 2.51 ms less of 8.
    const [fp8, , gpus] = actions.map(({ predicts }) => predicts[0]);
    expect(fp8).toMatchObject({ measure: 'itlSeconds', direction: 'falls' });
    expect(fp8?.then?.value).toBeCloseTo(0.008 - 0.00251, 4);
    expect(gpus).toMatchObject({ measure: 'itlSeconds', direction: 'falls' });
    expect(gpus?.then?.value).toBeLessThan(0.008);
    expect(atStake?.ratio).toBeCloseTo(0.00251 / 0.008, 2);
  });

  it('advises neither fp8 where the weights have eight bits, nor drafts where there are some', () => {
    const settings = of({ precision: { weights: 'fp8' } });
    const drafts = { perSecond: 198, tokens: 3, accepted: 2 };
    const { state, actions } = findingOf(weightBandwidthBound, { ...step(0.005), drafts }, { settings });
    expect(state).toBe('fires');
    expect(actions.map(({ knob }) => knob)).toEqual(['--tensor-parallel-size']);
  });

  it('advises no further GPUs beyond a node', () => {
    const settings = of({ model: 'meta-llama/Llama-3.1-70B', parallelism: { tensor: 8 } });
    const { state, actions } = findingOf(weightBandwidthBound, step(0.0105), { settings });
    expect(state).toBe('fires');
    expect(actions.map(({ knob }) => knob)).toEqual(['--quantization', '--speculative-config']);
  });

  it('cannot tell without declared hardware, or how many steps there were', () => {
    expect(findingOf(weightBandwidthBound, NEAR).state).toBe('cannot-tell');
    const series = { 'vllm:iteration_tokens_total_count{engine="0",model_name="m"}': undefined };
    expect(findingOf(weightBandwidthBound, { ...NEAR, series }, { settings: DECLARED }).state).toBe('cannot-tell');
  });

  it('is quiet where nobody decodes', () => {
    expect(findingOf(weightBandwidthBound, { outputTokens: 1 }, { settings: DECLARED }).state).toBe('quiet');
  });

  it('is less sure where requests are evicted', () => {
    const finding = findingOf(weightBandwidthBound, { ...NEAR, preemptionsPerSecond: 1 }, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'low', objections: [{ found: 'yes' }, {}, {}] });
  });

  it.each([
    ['does not say', undefined, 'unknown'],
    ['says', '1x10', 'no'],
  ])('looks whether several API servers count the same steps: the page %s how many there are', (_, start, found) => {
    const does = { ...NEAR, series: { process_start_time_seconds: start } };
    const { objections } = findingOf(weightBandwidthBound, does, { settings: DECLARED });
    expect(objections[1]).toMatchObject({ found });
  });

  it('cannot tell where the settings cannot be true, or drafts are not counted', () => {
    // 4.66 ms at the roofs, in 3.
    const fast = findingOf(weightBandwidthBound, step(0.003), { settings: DECLARED });
    expect(fast).toMatchObject({ state: 'cannot-tell' });
    expect(fast.message).toContain('possible with parallelism.tensor: 2');
    const drafts = { perSecond: 198, tokens: 3, accepted: 2 };
    const series = { 'vllm:spec_decode_num_draft_tokens_total{engine="0",model_name="m"}': undefined };
    const uncounted = findingOf(weightBandwidthBound, { ...NEAR, drafts, series }, { settings: DECLARED });
    expect(uncounted).toMatchObject({ state: 'cannot-tell', message: 'needs the counter of draft tokens' });
  });
});
