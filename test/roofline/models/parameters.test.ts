import { describe, expect, it, test } from 'vitest';
import { CATALOGUE, parameters, readModel } from '../../../src/roofline/models/index.ts';
import { COUNTED, FACTS, TINY, modelOf } from './fixtures.ts';

it('counts a small model as by hand', () => {
  // Embedding and head 2 · 64 · 1000; a layer: queries and output 2 · 64 · 64, keys and values 2 · 64 · 16, feed-forward
  // 3 · 64 · 96, two norms of 64; the last norm 64:  128000 + 4 · (8192 + 2048 + 18432 + 128) + 64
  expect(parameters(readModel(TINY))).toEqual({ total: 243_264, active: 243_264, activeWithoutEmbedding: 179_264 });
});

const official = FACTS.filter(({ exact, official_total_params: stated }) => exact && stated !== undefined);
const withTower = FACTS.filter(({ exact, official_total_params: stated }) => !exact && stated !== undefined);
const unstated = FACTS.filter(({ official_total_params: stated }) => stated === undefined);

test.each(official)('$id has as many parameters as its checkpoint states', ({ id, official_total_params: stated }) => {
  expect(parameters(modelOf(id)).total).toBe(stated);
});

test.each(withTower)(
  '$id: the text part, the vision tower left out',
  ({ id, official_total_params: stated, computed }) => {
    const model = modelOf(id);
    expect(model.leftOut).toEqual(['vision tower']);
    expect(parameters(model).total).toBe(computed.total_params);
    // SigLIP with its projector is 0.42 B, Llama 4's tower 0.87 B.
    expect((stated ?? 0) - computed.total_params).toBeGreaterThan(0.4e9);
    expect((stated ?? 0) - computed.total_params).toBeLessThan(0.9e9);
  },
);

test.each(unstated)('$id: no count is stated; as computed independently', ({ id, computed }) => {
  expect(parameters(modelOf(id)).total).toBe(computed.total_params);
});

test.each(FACTS)('$id: active parameters, with and without the embedding', ({ id, computed }) => {
  const { active, activeWithoutEmbedding } = parameters(modelOf(id));
  expect(active).toBe(computed.active_params);
  expect(activeWithoutEmbedding).toBe(computed.active_params_excl_input_embedding);
});

describe('as transformers builds them', () => {
  test.each(COUNTED.relatives)('a tiny $name', ({ config, parameters: counted }) => {
    expect(parameters(readModel(config)).total).toBe(counted);
  });
  test.each(COUNTED.published)('$name, from its config on the hub', ({ config, parameters: counted }) => {
    expect(parameters(readModel(config)).total).toBe(counted);
  });
});

// Not among the facts: as public files quote their checkpoints, without layers for prediction.
const STATED: Readonly<Record<string, number>> = {
  'meta-llama/Meta-Llama-3-8B': 8_030_261_248,
  'meta-llama/Meta-Llama-3-70B': 70_553_706_496,
  'TinyLlama/TinyLlama-1.1B-Chat-v1.0': 1_100_048_384,
  'mistralai/Mistral-7B-Instruct-v0.2': 7_241_732_096,
  'mistralai/Mistral-Nemo-Instruct-2407': 12_247_782_400,
  'mistralai/Mistral-Small-24B-Instruct-2501': 23_572_403_200,
  'mistralai/Mistral-Large-Instruct-2407': 122_610_069_504,
  'Qwen/Qwen2.5-14B': 14_770_033_664,
  'Qwen/Qwen3-14B': 14_768_307_200,
  'Qwen/Qwen3-Next-80B-A3B-Instruct': 79_674_391_296,
  'google/gemma-2-9b': 9_241_705_984,
  'zai-org/GLM-4.5-Air': 106_852_251_264,
  'microsoft/Phi-3-mini-4k-instruct': 3_821_079_552,
  'microsoft/phi-4': 14_659_507_200,
  'facebook/opt-1.3b': 1_315_758_080,
  'facebook/opt-6.7b': 6_658_473_984,
  'openai-community/gpt2': 124_439_808,
};

test.each(CATALOGUE)('the catalogue has $id exactly', ({ id, config }) => {
  const counted =
    STATED[id] ??
    FACTS.find((facts) => facts.id === id)?.computed.total_params ??
    COUNTED.published.find(({ name }) => name === id)?.parameters;
  expect(parameters(readModel(config, id)).total).toBe(counted);
});
