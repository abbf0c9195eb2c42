import { describe, expect, it } from 'vitest';
import { launchOverhead } from '../../../src/diagnosis/rules/launch-overhead.ts';
import type { EngineSettings } from '../../../src/settings/index.ts';
import { DECLARED, engineAnalysis } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const of = (deployment: Partial<NonNullable<EngineSettings['deployment']>>): Partial<EngineSettings> => ({
  deployment: { match: {}, model: 'meta-llama/Llama-3.1-8B', hardware: { gpu: 'h100-sxm' }, ...deployment },
});
const ON_EIGHT = of({ parallelism: { tensor: 8 } });
const step = (seconds: number) => ({ itlSeconds: seconds, itlSecondsSlowest: seconds });

describe('launch-overhead', () => {
  it('fires where a step takes several times as long as its work', () => {
    const finding = findingOf(launchOverhead, {}, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', severity: 'warning', role: 'ceiling' });
    // 4.66 ms at the roofs + 0.95 ms that kernels lose + 0.70 ms for prompts = 6.32 of 35 ms, so 81.9 % are overhead.
    expect(finding.evidence['work']?.measured.value).toBeCloseTo(0.00632, 5);
    expect(finding.evidence['share']?.measured.value).toBeCloseTo(0.819, 3);
    expect(finding.message).toBe(
      'only 6.32 ms of a step of 35 ms are work, and 13.5 % of the memory bandwidth are used while it is busy',
    );
    // The universal constants are not of this engine.
    expect(finding.confidence).toBe('medium');
  });

  it('advises what brings the step to that of engines with CUDA graphs', () => {
    const { actions, atStake } = findingOf(launchOverhead, {}, { settings: DECLARED });
    expect(actions.map(({ knob }) => knob)).toEqual(['--enforce-eager', '--cudagraph-capture-sizes']);
    const then = actions[0]?.predicts[0].then;
    const predicted = engineAnalysis({}, DECLARED).measures.predictedStepSeconds;
    expect(predicted).toMatchObject({ known: true, value: then?.value, low: then?.low, high: then?.high });
    // (35 − 8.24) ÷ 35.
    expect(atStake).toMatchObject({ measure: 'itlSeconds' });
    expect(atStake?.ratio).toBeCloseTo(0.765, 3);
  });

  it('is quiet near what the cost model expects', () => {
    expect(findingOf(launchOverhead, { ...step(0.0083) }, { settings: DECLARED }).state).toBe('quiet');
  });

  it('blames the spread over GPUs where graphs cannot be what is missing', () => {
    // Weights are 2 GB on each of eight: 0.6 ms at the roofs against 1.92 ms for launching 32 layers.
    const does = step(0.0035);
    const finding = findingOf(launchOverhead, does, { settings: ON_EIGHT });
    expect(finding).toMatchObject({ state: 'fires', atStake: undefined });
    expect(finding.actions).toMatchObject([{ knob: '--tensor-parallel-size', change: 'lower', to: { value: 4 } }]);
    const [used, itl] = finding.actions[0]?.predicts ?? [];
    expect(used).toMatchObject({ measure: 'busyMbuRatio', direction: 'rises' });
    // Half the GPUs, but by far not twice the time.
    expect(itl).toMatchObject({ measure: 'itlSeconds', direction: 'rises' });
    expect(itl?.then?.value).toBeGreaterThan(0.0035);
    expect(itl?.then?.value).toBeLessThan(1.5 * 0.0035);
  });

  it('does not advise fewer GPUs where the weights would not fit', () => {
    // 141 GB of 16-bit weights: two GPUs of 80 GB just hold them, one does not.
    const settings = of({ model: 'meta-llama/Llama-3.1-70B', parallelism: { tensor: 2 } });
    const does = { ...step(0.2), stepsPerSecond: 5, finished: { stop: 0.4 } };
    const knobs = findingOf(launchOverhead, does, { settings }).actions.map(({ knob }) => knob);
    expect(knobs).toEqual(['--enforce-eager', '--cudagraph-capture-sizes']);
  });

  it.each([
    ['just over the share', { overheadShare: 0.818 }, 'fires'],
    ['just under it', { overheadShare: 0.82 }, 'quiet'],
    ['just under the bandwidth', { bandwidthUsed: 0.136 }, 'fires'],
    ['just over it', { bandwidthUsed: 0.134 }, 'quiet'],
  ])('%s', (_, overrides, state) => {
    expect(findingOf(launchOverhead, {}, { settings: DECLARED, overrides }).state).toBe(state);
  });

  it.each([
    // Work without prompts is 5.62 ms, prompts are 2.014 % of the step: half is overhead at 5.62 ÷ (0.5 − 0.02) = 11.7 ms.
    ['just over half', 0.0119, 'fires'],
    ['just under half', 0.0115, 'quiet'],
  ])('by default counts from half of the step: %s', (_, seconds, state) => {
    const beside = { settings: DECLARED, overrides: { bandwidthUsed: 1 } };
    expect(findingOf(launchOverhead, step(seconds), beside).state).toBe(state);
  });

  it.each([
    // 25 steps a second that read 15.6 GB each, of 3350 GB/s, in the busy part of the time: 0.135 · 35 ÷ 0.4 = 11.8 ms.
    ['just under 40 % of the bandwidth', 0.0121, 'fires'],
    ['just over it', 0.0115, 'quiet'],
  ])('by default heeds the bandwidth: %s', (_, seconds, state) => {
    const beside = { settings: DECLARED, overrides: { overheadShare: 0 } };
    expect(findingOf(launchOverhead, step(seconds), beside).state).toBe(state);
  });

  it.each([
    // 7.54 ms without prompts are to be expected; prompts are 2.014 % of the step: 30 times that is reached at 231 ms.
    ['29 times', 0.225, 'fires'],
    ['31 times', 0.238, 'cannot-tell'],
  ])('takes a step that is %s as long as it should be for one on another machine', (_, seconds, state) => {
    const finding = findingOf(launchOverhead, step(seconds), { settings: DECLARED });
    expect(finding.state).toBe(state);
    if (state === 'cannot-tell')
      expect(finding.message).toMatch(/^needs settings that can be true: a step takes 31 times/);
  });

  it('cannot tell without declared hardware', () => {
    const finding = findingOf(launchOverhead);
    expect(finding.state).toBe('cannot-tell');
    expect(finding.message).toContain('hardware');
  });

  it('cannot tell without the time between tokens', () => {
    const series = { 'vllm:iteration_tokens_total_count{engine="0",model_name="m"}': undefined };
    expect(findingOf(launchOverhead, { series }, { settings: DECLARED }).state).toBe('cannot-tell');
  });

  it('is less sure where requests are evicted', () => {
    const finding = findingOf(launchOverhead, { preemptionsPerSecond: 1 }, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'low' });
    expect(finding.objections.filter(({ found }) => found === 'yes')).toHaveLength(1);
  });

  it('is less sure where the batch is large', () => {
    // 52 requests a second of 99 further tokens in 25 steps a second are 206; half-saturation lies at 208 of context 550.
    const large = { finished: { stop: 53 }, ...step(0.036) };
    const finding = findingOf(launchOverhead, large, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'low', objections: [{ found: 'yes' }, {}, {}, {}] });
    const smaller = findingOf(launchOverhead, { ...large, finished: { stop: 52 } }, { settings: DECLARED });
    expect(smaller).toMatchObject({ state: 'fires', confidence: 'medium', objections: [{ found: 'no' }, {}, {}, {}] });
  });

  it('cannot tell where drafts are made and not counted', () => {
    const drafts = { perSecond: 198, tokens: 3, accepted: 2 };
    const series = { 'vllm:spec_decode_num_draft_tokens_total{engine="0",model_name="m"}': undefined };
    const finding = findingOf(launchOverhead, { ...step(0.035), drafts, series }, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'cannot-tell', message: 'needs the counter of draft tokens' });
  });
});
