import { describe, expect, it, test } from 'vitest';
import { SINGLE_GPU } from '../../../src/roofline/deployment.ts';
import {
  kvBytesOfRequest,
  kvBytesPerToken,
  kvBytesPerTokenPerGpu,
  kvCacheFormat,
  ModelError,
  readModel,
  type Model,
} from '../../../src/roofline/models/index.ts';
import { configOf, FACTS, modelOf } from './fixtures.ts';

const GIBI = 2 ** 30;
const at = (model: Model, name = 'auto') => kvCacheFormat(name, model);

test.each(FACTS)('$id: bytes of a token in 16 and 8 bits', ({ id, computed }) => {
  const model = modelOf(id);
  expect(kvBytesPerToken(model, at(model))).toBe(computed.kv_bytes_per_token_16bit);
  expect(kvBytesPerToken(model, at(model, 'fp8'))).toBe(computed.kv_bytes_per_token_8bit);
});

describe('what vLLM logged', () => {
  it('3.81 GiB are 1952 blocks of 16 tokens of Llama-3.1-8B (vLLM issue 10517)', () => {
    const model = modelOf('meta-llama/Llama-3.1-8B');
    const tokens = (3.81 * GIBI) / kvBytesPerToken(model, at(model));
    expect(tokens).toBeCloseTo(31_212, -1);
    expect(Math.abs(tokens / (1952 * 16) - 1)).toBeLessThan(0.002);
  });
  it('2.89 GiB are 1478 blocks', () => {
    const model = modelOf('meta-llama/Llama-3.1-8B');
    expect(Math.abs((2.89 * GIBI) / kvBytesPerToken(model, at(model)) / (1478 * 16) - 1)).toBeLessThan(0.002);
  });
  it('a hybrid of 64 layers with 16 of attention takes 32 KiB for a token in fp8', () => {
    // 16 layers · 2 · 4 heads · 256 · 1 byte
    const model = modelOf('Qwen/Qwen3.5-27B');
    expect(kvBytesPerToken(model, at(model, 'fp8'))).toBe(32 * 1024);
  });
});

it('takes 656 bytes for a latent vector in fp8_ds_mla, and refuses it elsewhere', () => {
  const model = modelOf('deepseek-ai/DeepSeek-V3');
  expect(kvBytesPerToken(model, at(model, 'fp8_ds_mla'))).toBe(61 * 656);
  expect(() => at(modelOf('meta-llama/Llama-3.1-8B'), 'fp8_ds_mla')).toThrow(ModelError);
  expect(() => at(model, 'fp7')).toThrow(/must be one of auto, bf16/);
});

describe('on one GPU', () => {
  it('keeps at least one key-value head, so that more GPUs than heads save nothing', () => {
    const model = modelOf('meta-llama/Llama-3.1-70B');
    const of = (tensor: number) => kvBytesPerTokenPerGpu(model, at(model), { ...SINGLE_GPU, tensor });
    // 80 layers · 2 · 128 · 2 bytes for each of 8 heads
    expect([of(1), of(4), of(8), of(16)]).toEqual([327_680, 81_920, 40_960, 40_960]);
  });
  it('keeps all latents, whatever the GPUs; stages divide layers, rounded up', () => {
    const model = modelOf('deepseek-ai/DeepSeek-V3');
    expect(kvBytesPerTokenPerGpu(model, at(model), { ...SINGLE_GPU, tensor: 8 })).toBe(61 * 576 * 2);
    expect(kvBytesPerTokenPerGpu(model, at(model), { ...SINGLE_GPU, pipeline: 2 })).toBeCloseTo(31 * 576 * 2, 6);
  });
});

describe('a request', () => {
  it('stops growing in windows: gpt-oss-120b, 18 of 36 layers, 128 tokens', () => {
    const model = modelOf('openai/gpt-oss-120b');
    // 18 layers · 2 · 8 · 64 · 2 bytes = 36864 for a token of either kind
    expect(kvBytesOfRequest(model, at(model), 1000)).toBe(36_864 * (1000 + 128));
    expect(kvBytesOfRequest(model, at(model), 100)).toBe(36_864 * 200);
  });
  it('stops growing at the end of a chunk: Llama 4, 36 of 48 layers, 8192 tokens', () => {
    const model = modelOf('meta-llama/Llama-4-Scout-17B-16E-Instruct');
    // 4096 bytes for a token of a layer
    expect(kvBytesOfRequest(model, at(model), 100_000)).toBe(4096 * (12 * 100_000 + 36 * 8192));
  });
  it('has a state in linear layers from its first token on', () => {
    const model = modelOf('Qwen/Qwen3.5-27B');
    // 48 layers: 48 heads of 128 × 128 of 4 bytes; 3 inputs of 2 · 16 · 128 + 48 · 128 = 10240 channels of 2 bytes
    const state = 48 * (48 * 128 * 128 * 4 + 3 * 10_240 * 2);
    expect(kvBytesOfRequest(model, at(model), 0)).toBe(state);
    expect(kvBytesOfRequest(model, at(model), 10)).toBe(state + 10 * 65_536);
    expect(kvBytesOfRequest(model, at(model), 10, { ...SINGLE_GPU, tensor: 2 })).toBe(state / 2 + 10 * 32_768);
  });
});

describe('how far layers look back', () => {
  const reaches = (model: Model) =>
    model.layers.map(({ attention, count }) => [
      count,
      attention.kind === 'grouped' ? attention.reach?.tokens : attention.kind,
    ]);

  it('Qwen2: a window that is switched off is none', () => {
    const off = { ...configOf('Qwen/Qwen2.5-7B'), sliding_window: 131_072, max_window_layers: 20, layer_types: null };
    expect(reaches(readModel({ ...off, use_sliding_window: false }))).toEqual([[28, undefined]]);
    expect(reaches(readModel({ ...off, use_sliding_window: true }))).toEqual([[20, undefined], [8, 131_072]]); // prettier-ignore
  });
  it('Gemma 3: five of six, listed or by the pattern; 62 layers have 10 full ones', () => {
    expect(reaches(modelOf('google/gemma-3-27b-it'))).toEqual([[52, 1024], [10, undefined]]); // prettier-ignore
    const config = configOf('google/gemma-3-27b-it');
    const text = { ...(config['text_config'] as object), layer_types: null };
    expect(reaches(readModel({ ...config, text_config: text }))).toEqual([[52, 1024], [10, undefined]]); // prettier-ignore
  });
  it('gpt-oss: every second, the first included', () => {
    expect(reaches(modelOf('openai/gpt-oss-120b', { layer_types: null }))).toEqual([[18, 128], [18, undefined]]); // prettier-ignore
  });
  it('Mistral 7B v0.1: all', () => {
    expect(reaches(modelOf('mistralai/Mistral-7B-v0.1', { sliding_window: 4096 }))).toEqual([[32, 4096]]);
  });
  it('Llama 4: three of four, by layer_types, no_rope_layers or neither', () => {
    const config = configOf('meta-llama/Llama-4-Scout-17B-16E-Instruct');
    const without = (...names: string[]) => {
      const text = Object.entries(config['text_config'] as object).filter(([name]) => !names.includes(name));
      return reaches(readModel({ ...config, text_config: Object.fromEntries(text) }));
    };
    const expected = [[36, 8192], [12, undefined]]; // prettier-ignore
    expect(without()).toEqual(expected);
    expect(without('layer_types')).toEqual(expected);
    expect(without('layer_types', 'no_rope_layers')).toEqual(expected);
  });
});
