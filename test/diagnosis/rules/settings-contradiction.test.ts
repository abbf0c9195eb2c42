import { describe, expect, it } from 'vitest';
import { settingsContradiction } from '../../../src/diagnosis/rules/settings-contradiction.ts';
import type { EngineSettings } from '../../../src/settings/index.ts';
import { DECLARED, engineAnalysis, type EngineDoes } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

type Declared = Partial<NonNullable<EngineSettings['deployment']>>;

const said = (deployment: Declared, does: Partial<EngineDoes> = {}, overrides?: Record<string, number>) =>
  findingOf(settingsContradiction, does, {
    settings: { deployment: { match: {}, ...deployment } },
    ...(overrides && { overrides }),
  });

const label = (name: string): string => `vllm:${name}{engine="0",model_name="m"}`;
const without = (name: string) => ({ series: { [label(name)]: undefined } });
const config = (labels: Record<string, string>) => ({ cacheConfig: labels });

/** An H100, and Llama 3.1 8B. */
const FULL: Declared = DECLARED.deployment ?? {};
const T4: Declared = { ...FULL, hardware: { gpu: 't4' } };
const OWN = 'estimated_flops_per_gpu_total';
const counting = (flopPerSecond: number) => ({ series: { [label(OWN)]: `0+${10 * flopPerSecond}x10` } });

/** What the cost model counts of what the builder's engine does. */
const own = (): number => {
  const { flopPerSecond } = engineAnalysis({}, DECLARED).measures;
  return flopPerSecond.known ? flopPerSecond.value : Number.NaN;
};

/** The step to expect with this declared. */
const predicted = (deployment: Declared): number => {
  const { predictedStepSeconds } = engineAnalysis({}, { deployment: { match: {}, ...FULL, ...deployment } }).measures;
  return predictedStepSeconds.known ? predictedStepSeconds.value : Number.NaN;
};

describe('settings-contradiction', () => {
  it('is quiet where nothing is declared, and where all fits', () => {
    expect(findingOf(settingsContradiction).state).toBe('quiet');
    const fits = said(
      {
        ...FULL,
        precision: { kvCache: 'fp8' },
        engine: { maxNumSeqs: 8, maxNumBatchedTokens: 8192, gpuMemoryUtilization: 0.92 },
      },
      config({ cache_dtype: 'fp8_e4m3', gpu_memory_utilization: '0.92', kv_cache_size_tokens: '160000' }),
    );
    expect(fits).toMatchObject({ state: 'quiet', message: 'what is declared fits what is measured' });
  });

  it('fires where more run than there are slots', () => {
    const finding = said({ engine: { maxNumSeqs: 7 } });
    expect(finding).toMatchObject({ state: 'fires', role: 'instrument', severity: 'warning', confidence: 'high' });
    expect(finding.message).toBe('Declared and measured cannot both be true: 8 requests ran in 7 slots');
    expect(finding.actions).toMatchObject([
      {
        knob: 'deployments of ridgeline.yaml',
        predicts: [{ measure: 'sequenceCap', direction: 'rises', then: { value: 8 } }],
      },
    ]);
  });

  it.each([
    ['as many as slots', '8x10', 'quiet'],
    ['one more at some scrape', '8x4 9 8x4', 'fires'],
  ])('%s', (_name, running, state) => {
    expect(said({ engine: { maxNumSeqs: 8 } }, { running }).state).toBe(state);
  });

  it.each([
    // (2 · 500 + 2 · 100) ÷ 25 = 48 tokens a step. A prompt of 20 computed tokens: (40 + 200) ÷ 4 = 60 a step, against
    // 1.1 · (declared + 20): 34 explain 59.4, 35 explain 60.5.
    ['above the budget', 34, 'fires'],
    ['just under it', 35, 'quiet'],
  ])('a step %s', (_name, maxNumBatchedTokens, state) => {
    const does = { promptTokens: 20, stepsPerSecond: 4 };
    expect(said({ engine: { maxNumBatchedTokens } }, does).state).toBe(state);
  });

  it('does not take the chunks of a long prompt for a step above the budget', () => {
    // (2 · 4000 + 2) ÷ 2 = 4001 tokens a step with an output, most of them in steps without.
    const does = { promptTokens: 4000, outputTokens: 1, stepsPerSecond: 2 };
    expect(said({ engine: { maxNumBatchedTokens: 512 } }, does).state).toBe('quiet');
  });

  it('predicts longer steps with a larger budget, as the cost model does', () => {
    const does = { promptTokens: 20, stepsPerSecond: 4 };
    const [prediction] = said({ engine: { maxNumBatchedTokens: 20 } }, does).actions[0]?.predicts ?? [];
    expect(prediction).toMatchObject({ measure: 'predictedStepSeconds', direction: 'rises' });
    expect(predicted({ engine: { maxNumBatchedTokens: 8192 } })).toBeGreaterThan(
      predicted({ engine: { maxNumBatchedTokens: 64 } }),
    );
  });

  it('fires where the declared hardware cannot do so much', () => {
    const finding = said(T4);
    // What leads to it is doubtful by its nature.
    expect(finding).toMatchObject({ state: 'fires', confidence: 'medium', objections: [{ found: 'no' }] });
    expect(finding.message).toContain('more than the declared hardware has');
    expect(finding.evidence['mbu']?.measured.value).toBeGreaterThan(1);
    expect(finding.actions[0]?.predicts).toMatchObject([{ measure: 'busyMbuRatio', direction: 'falls' }]);
  });

  it.each([
    ['half of the prompts are in the cache', 0.5, 'yes', 'low'],
    ['fewer are', 0.49, 'no', 'medium'],
  ])('is less sure of the hardware where %s', (_name, cachedShare, found, confidence) => {
    expect(said(T4, { cachedShare })).toMatchObject({ state: 'fires', confidence, objections: [{ found }] });
  });

  it('knows that nothing is shared where prefix caching is off', () => {
    expect(said(T4, config({ enable_prefix_caching: 'False' })).objections).toMatchObject([{ found: 'no' }]);
  });

  it('leaves it to the roofline what vLLM counts of its work itself', () => {
    const does = counting(3 * own());
    expect(engineAnalysis(does, DECLARED).roofline?.counterCheck?.flop.suspicion).toBeDefined();
    expect(said(FULL, does)).toMatchObject({ state: 'quiet', message: 'what is declared fits what is measured' });
  });

  it.each([
    ['bf16', 'fp8_e4m3', 'fires', 'falls'],
    ['fp8', 'bfloat16', 'fires', 'rises'],
    ['fp8', 'fp8_e5m2', 'quiet', undefined],
    ['bf16', 'float16', 'quiet', undefined],
    // That of the weights, which may be anything.
    ['fp8', 'auto', 'quiet', undefined],
    ['auto', 'fp8', 'quiet', undefined],
  ])('a cache declared as %s and reported as %s: %s', (kvCache, format, state, direction) => {
    const finding = said({ precision: { kvCache } }, config({ cache_dtype: format }));
    expect(finding.state).toBe(state);
    expect(finding.actions[0]?.predicts[0]?.direction).toBe(direction);
  });

  it('predicts shorter steps with a smaller cache, as the cost model does', () => {
    expect(predicted({ precision: { kvCache: 'fp8' } })).toBeLessThan(predicted({ precision: { kvCache: 'bf16' } }));
  });

  it.each([
    // 0.92 against 0.9149 and 0.9151.
    [0.9149, 'fires'],
    [0.9151, 'quiet'],
    [0.92, 'quiet'],
  ])('memory declared as %f where 0.92 is reported: %s', (gpuMemoryUtilization, state) => {
    expect(said({ engine: { gpuMemoryUtilization } }).state).toBe(state);
  });

  it('says all that contradicts', () => {
    const finding = said({ engine: { maxNumSeqs: 4, gpuMemoryUtilization: 0.95 } });
    expect(finding.message).toBe(
      'Declared and measured cannot both be true: 8 requests ran in 4 slots; the engine takes 92 % of the memory of the GPU, not 95 %',
    );
    expect(finding.actions[0]?.predicts.map(({ measure }) => measure)).toEqual([
      'sequenceCap',
      'kvCacheCapacityTokens',
    ]);
  });

  it.each([
    ['slots without the gauge', { engine: { maxNumSeqs: 7 } }, without('num_requests_running')],
    ['a budget without tokens', { engine: { maxNumBatchedTokens: 1 } }, without('generation_tokens_total')],
    ['a budget without steps', { engine: { maxNumBatchedTokens: 1 } }, without('iteration_tokens_total_count')],
    ['hardware without steps', T4, without('iteration_tokens_total_count')],
    ['the cache without its label', { precision: { kvCache: 'fp8' } }, { cacheConfig: undefined }],
    ['memory without its label', { engine: { gpuMemoryUtilization: 0.5 } }, config({ cache_dtype: 'fp8' })],
  ])('cannot tell of %s', (_name, deployment, does) => {
    expect(said(deployment, does).state).toBe('cannot-tell');
  });

  it('has nothing to compare where nothing ran', () => {
    const idle = { finished: { stop: 0 }, firstTokensPerSecond: 0, stepsPerSecond: 0, running: '0x10' };
    expect(said({ engine: { maxNumBatchedTokens: 1 } }, idle).state).toBe('quiet');
  });

  it('takes the thresholds that an operator sets', () => {
    expect(said({ engine: { maxNumSeqs: 7 } }, {}, { beyondSlots: 2 }).state).toBe('quiet');
  });
});
