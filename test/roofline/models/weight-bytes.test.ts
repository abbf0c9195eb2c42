import { describe, expect, it } from 'vitest';
import { SINGLE_GPU, type Parallelism } from '../../../src/roofline/deployment.ts';
import {
  parameters,
  readModel,
  weightBytes,
  weightBytesPerGpu,
  withWeights,
} from '../../../src/roofline/models/index.ts';
import { FACTS, modelOf, TINY } from './fixtures.ts';

const over = (parallelism: Partial<Parallelism>): Parallelism => ({ ...SINGLE_GPU, ...parallelism });

it.each(FACTS)('$id: two bytes for each parameter in 16 bits', ({ id }) => {
  const model = withWeights(modelOf(id), 'bf16');
  expect(weightBytes(model)).toBe(2 * parameters(model).total);
});

describe('a small model, by hand', () => {
  // Embedding 64000 parameters, head as many; a layer: queries and output 8192, keys and values 2048 (two heads of 512 in
  // and out), feed-forward 18432, norms 128; the last norm 64.
  const model = readModel(TINY);
  const bytes = (parallelism: Partial<Parallelism>): number => weightBytesPerGpu(model, over(parallelism));

  it('tensor parallelism cuts matrices, keeps norms, and keeps every GPU a key-value head', () => {
    expect(bytes({ tensor: 2 })).toBe(2 * (64_000 + 4 * ((8192 + 2048 + 18_432) / 2 + 128) + 64));
    expect(bytes({ tensor: 4 })).toBe(2 * (32_000 + 4 * ((8192 + 18_432) / 4 + 1024 + 128) + 64));
  });
  it('stages take layers, rounded up, and the embedding or the head', () => {
    expect(bytes({ pipeline: 2 })).toBe(2 * (64_000 + 2 * (8192 + 2048 + 18_432 + 128) + 64));
    expect(bytes({ pipeline: 3 })).toBe(bytes({ pipeline: 2 }));
  });
  it('replicas keep everything', () => {
    expect(bytes({ data: 4 })).toBe(bytes({}));
  });
  it('one matrix that is embedding and head is kept once', () => {
    expect(weightBytes(readModel({ ...TINY, tie_word_embeddings: true }))).toBe(bytes({}) - 2 * 64_000);
  });
  it('formats apply to their matrices; norms, embedding and head stay 16 bits', () => {
    expect(weightBytes(withWeights(model, 'fp8'))).toBe(2 * (128_000 + 4 * 128 + 64) + 4 * (8192 + 2048 + 18_432));
  });
});

describe('experts', () => {
  // Mixtral: in each of 32 layers 8 experts of 3 · 4096 · 14336, attention 41943040, router 32768, norms 8192
  const model = modelOf('mistralai/Mixtral-8x7B-v0.1');
  const expert = 3 * 4096 * 14_336;
  const ends = 2 * 2 * 32_000 * 4096 + 2 * 4096;
  const layers = (experts: number, attention: number): number =>
    32 * 2 * (experts * expert + attention + 32_768 + 8192);

  it('are cut by all tensor and data ranks', () => {
    expect(weightBytesPerGpu(model, over({ data: 4 }))).toBe(layers(2, 41_943_040) + ends);
    expect(weightBytesPerGpu(model, over({ data: 3 }))).toBeCloseTo(layers(8 / 3, 41_943_040) + ends, 0);
  });
  it('or lie whole on them, rounded up', () => {
    expect(weightBytesPerGpu(model, over({ data: 4, expert: true }))).toBe(layers(2, 41_943_040) + ends);
    expect(weightBytesPerGpu(model, over({ data: 3, expert: true }))).toBe(layers(3, 41_943_040) + ends);
  });
  it('shared ones are cut by tensor parallelism; what has no heads in latent attention is on all', () => {
    const deepseek = withWeights(modelOf('deepseek-ai/DeepSeek-V3'), 'bf16');
    const saved = weightBytes(deepseek) - weightBytesPerGpu(deepseek, over({ tensor: 2 }));
    const { total } = parameters(deepseek);
    // Kept on both: down to 1536 + 512 + 64 in 61 layers; routers of 256 in 58; norms and corrections, 1021440.
    const kept = 61 * 7168 * (1536 + 576) + 58 * 7168 * 256 + 1_021_440;
    expect(saved).toBe(total - kept);
  });
});
