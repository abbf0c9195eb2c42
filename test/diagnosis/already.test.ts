import { expect, it } from 'vitest';
import type { Action } from '../../src/diagnosis/action.ts';
import { isAlready } from '../../src/diagnosis/already.ts';
import type { EngineSettings } from '../../src/settings/index.ts';
import { engineAnalysis, type EngineDoes } from './engine-run.ts';

type Advice = Pick<Action, 'knob' | 'change' | 'setting'> & { readonly value?: number | undefined };

const already = ({ value, ...advice }: Advice, does: Partial<EngineDoes>, settings: Partial<EngineSettings>) => {
  const action: Action = {
    ...advice,
    to: value === undefined ? undefined : { known: true, value, unit: 'count', annotations: [] },
    mechanism: '',
    predicts: [{ measure: 'requestsWaiting', direction: 'falls' }],
    sideEffect: '',
    rollback: '',
    refutedBy: '',
  };
  return isAlready(action, engineAnalysis(does, settings));
};

const labels = (cacheConfig: Record<string, string> | undefined): Partial<EngineDoes> => ({ cacheConfig });
const declared = (deployment: object): Partial<EngineSettings> => ({ deployment: { match: {}, ...deployment } });
const NONE = labels(undefined);

const PREFIX: Advice = { knob: '--enable-prefix-caching', change: 'switch on' };
const CHUNKED: Advice = { knob: '--enable-chunked-prefill', change: 'switch on' };
const CACHE: Advice = { knob: '--kv-cache-dtype', change: 'set', setting: 'fp8' };
const WEIGHTS: Advice = { knob: '--quantization', change: 'set', setting: 'fp8' };
const MEMORY: Advice = { knob: '--gpu-memory-utilization', change: 'raise', value: 0.95 };
const SLOTS: Advice = { knob: '--max-num-seqs', change: 'raise', value: 8 };
const BUDGET: Advice = { knob: '--max-num-batched-tokens', change: 'lower', value: 2048 };
const GPUS: Advice = { knob: '--tensor-parallel-size', change: 'set', value: 2 };

// Running is flat at eight while others wait, so that is the cap.
const AT_CAP: Partial<EngineDoes> = { running: '8x10', waiting: '6x10' };
const BELOW_CAP: Partial<EngineDoes> = { running: '3 4 5 6 7 8 7 6 5 4 3' };

it.each<[string, Advice, Partial<EngineDoes>, Partial<EngineSettings>, boolean]>([
  ['prefix caching that the engine says is on', PREFIX, labels({ enable_prefix_caching: 'True' }), {}, true],
  ['prefix caching that it says is off', PREFIX, labels({ enable_prefix_caching: 'False' }), {}, false],
  ['prefix caching of which nobody speaks: it is the default', PREFIX, NONE, {}, true],
  ['prefix caching to switch off, which is on', { ...PREFIX, change: 'switch off' }, NONE, {}, false],
  [
    'prefix caching to switch off, which is off',
    { ...PREFIX, change: 'switch off' },
    labels({ enable_prefix_caching: 'False' }),
    {},
    true,
  ],
  ['chunked prefill: it is the default', CHUNKED, {}, {}, true],
  ['an fp8 cache, by the engine', CACHE, labels({ cache_dtype: 'fp8_e4m3' }), {}, true],
  [
    'another cache, by the engine, whatever is declared',
    CACHE,
    labels({ cache_dtype: 'auto' }),
    declared({ precision: { kvCache: 'fp8' } }),
    false,
  ],
  ['an fp8 cache, as declared', CACHE, NONE, declared({ precision: { kvCache: 'fp8' } }), true],
  ['a cache of which nobody speaks', CACHE, NONE, {}, false],
  ['fp8 weights, as declared', WEIGHTS, {}, declared({ precision: { weights: 'fp8' } }), true],
  ['other weights, as declared', WEIGHTS, {}, declared({ precision: { weights: 'bf16' } }), false],
  ['weights of which nobody speaks', WEIGHTS, {}, {}, false],
  ['as much memory, by the engine', MEMORY, labels({ gpu_memory_utilization: '0.95' }), {}, true],
  [
    'less memory, by the engine, whatever is declared',
    MEMORY,
    labels({ gpu_memory_utilization: '0.9' }),
    declared({ engine: { gpuMemoryUtilization: 0.98 } }),
    false,
  ],
  ['more memory, as declared', MEMORY, NONE, declared({ engine: { gpuMemoryUtilization: 0.98 } }), true],
  ['a share of memory that is none', MEMORY, labels({ gpu_memory_utilization: 'None' }), {}, false],
  ['as many slots, as declared', SLOTS, {}, declared({ engine: { maxNumSeqs: 8 } }), true],
  ['fewer slots, as declared', SLOTS, AT_CAP, declared({ engine: { maxNumSeqs: 7 } }), false],
  ['as many slots, as inferred', SLOTS, AT_CAP, {}, true],
  ['slots that nothing shows', SLOTS, BELOW_CAP, {}, false],
  ['a budget as low', BUDGET, {}, declared({ engine: { maxNumBatchedTokens: 2048 } }), true],
  ['a higher budget', BUDGET, {}, declared({ engine: { maxNumBatchedTokens: 2049 } }), false],
  ['a budget of which nobody speaks', BUDGET, {}, {}, false],
  ['as many GPUs', GPUS, {}, declared({ parallelism: { tensor: 2 } }), true],
  ['other GPUs', GPUS, {}, declared({ parallelism: { tensor: 4 } }), false],
  ['a number that the advice leaves open', { ...SLOTS, value: undefined }, AT_CAP, {}, false],
  ['what is no option', { knob: 'replicas', change: 'add' }, {}, {}, false],
])('%s', (_, advice, does, settings, expected) => {
  expect(already(advice, does, settings)).toBe(expected);
});
