import { describe, expect, it } from 'vitest';
import { tensorParallelOverhead } from '../../../src/diagnosis/rules/tensor-parallel-overhead.ts';
import type { EngineSettings } from '../../../src/settings/index.ts';
import { findingOf } from '../finding-of.ts';

const on = (
  gpu: string,
  tensor: number,
  more: Partial<NonNullable<EngineSettings['deployment']>> = {},
): Partial<EngineSettings> => ({
  deployment: {
    match: {},
    model: 'meta-llama/Llama-3.1-8B',
    hardware: { gpu },
    parallelism: { tensor },
    ...more,
  },
});
const step = (seconds: number) => ({ itlSeconds: seconds, itlSecondsSlowest: seconds });
// Eight L40S talk over PCIe: 7.92 · 4096 · 2 B = 65 kB take 72 µs, 65 times in a step, 4.7 ms.
const OVER_PCIE = on('l40s', 8);

describe('tensor-parallel-overhead', () => {
  it('fires where eight GPUs add up over a slow bus', () => {
    const finding = findingOf(tensorParallelOverhead, step(0.0105), { settings: OVER_PCIE });
    expect(finding).toMatchObject({ state: 'fires', severity: 'warning', role: 'contribution', confidence: 'medium' });
    expect(finding.evidence['exchange']?.measured.value).toBeCloseTo(65 * 72.4e-6, 4);
    expect(finding.message).toBe(
      '8 GPUs share every layer, and 4.71 ms of a step of 10.5 ms go into adding up their parts',
    );
  });

  it('advises replicas on fewer GPUs where the cost model says that a step is shorter there', () => {
    const { actions, atStake } = findingOf(tensorParallelOverhead, step(0.0105), { settings: OVER_PCIE });
    const [fewer, stages] = actions;
    expect(fewer).toMatchObject({ knob: '--tensor-parallel-size', change: 'lower', to: { value: 4 } });
    expect(fewer?.rollback).toBe('Restart with 8 GPUs for each engine.');
    const then = fewer?.predicts[0].then?.value ?? Number.NaN;
    expect(fewer?.predicts[0]).toMatchObject({ measure: 'itlSeconds', direction: 'falls' });
    expect(then).toBeLessThan(0.0105);
    expect(atStake?.amount.value).toBeCloseTo(0.0105 - then, 12);
    expect(atStake?.ratio).toBeCloseTo(1 - then / 0.0105, 12);
    expect(stages).toMatchObject({ knob: '--pipeline-parallel-size', change: 'raise' });
  });

  it('does not advise fewer GPUs where the weights would not fit', () => {
    // 141 GB of weights on four of 48 GB leave next to no KV cache, on two they do not fit.
    const settings = on('l40s', 4, { model: 'meta-llama/Llama-3.1-70B' });
    const does = { ...step(0.07), stepsPerSecond: 10, finished: { stop: 0.8 }, firstTokensPerSecond: 0.2 };
    const finding = findingOf(tensorParallelOverhead, does, { settings, overrides: { collectiveShare: 0.05 } });
    expect(finding).toMatchObject({ state: 'fires', atStake: undefined });
    expect(finding.actions.map(({ knob }) => knob)).toEqual(['--pipeline-parallel-size']);
  });

  it.each([
    // 4.71 ms ÷ 0.4 = 11.8 ms.
    ['just over the share', step(0.0117), OVER_PCIE, 'fires'],
    ['just under it', step(0.0119), OVER_PCIE, 'quiet'],
    // 6.7 µs over NVLink.
    ['with a fast link', step(0.0035), on('h100-sxm', 8), 'quiet'],
    ['with one GPU', step(0.009), on('h100-sxm', 1), 'quiet'],
  ])('%s', (_, does, settings, state) => {
    expect(findingOf(tensorParallelOverhead, does, { settings }).state).toBe(state);
  });

  it('is quiet on one GPU whatever the threshold', () => {
    const beside = { settings: on('h100-sxm', 1), overrides: { collectiveShare: 0 } };
    const finding = findingOf(tensorParallelOverhead, step(0.009), beside);
    expect(finding).toMatchObject({ state: 'quiet', message: 'no layer is shared between GPUs' });
  });

  it('cannot tell without declared hardware, or how long steps are', () => {
    expect(findingOf(tensorParallelOverhead, step(0.0105)).state).toBe('cannot-tell');
    const series = { 'vllm:inter_token_latency_seconds_sum{engine="0",model_name="m"}': undefined };
    const finding = findingOf(tensorParallelOverhead, { ...step(0.0105), series }, { settings: OVER_PCIE });
    expect(finding.state).toBe('cannot-tell');
  });

  it('is less sure where stages exchange, too', () => {
    const settings = on('l40s', 8, { parallelism: { tensor: 8, pipeline: 2 } });
    const finding = findingOf(tensorParallelOverhead, step(0.0105), { settings });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'low' });
    expect(finding.objections[0]).toMatchObject({ found: 'yes' });
  });

  it('is less sure where requests are evicted', () => {
    const does = { ...step(0.0105), preemptionsPerSecond: 1 };
    expect(findingOf(tensorParallelOverhead, does, { settings: OVER_PCIE }).confidence).toBe('low');
  });

  it('cannot tell where drafts are made and not counted', () => {
    const drafts = { perSecond: 198, tokens: 3, accepted: 2 };
    const series = { 'vllm:spec_decode_num_draft_tokens_total{engine="0",model_name="m"}': undefined };
    const finding = findingOf(tensorParallelOverhead, { ...step(0.0105), drafts, series }, { settings: OVER_PCIE });
    expect(finding).toMatchObject({ state: 'cannot-tell', message: 'needs the counter of draft tokens' });
  });
});
