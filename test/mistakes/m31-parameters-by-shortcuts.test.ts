import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findModel, kvBytesPerToken, kvCacheFormat, parameters, readModel } from '../../src/roofline/models/index.ts';

// Truth: what the checkpoints state and, where they state nothing, an independent count. See test/fixtures/README.md.
const { models: FACTS } = JSON.parse(readFileSync('test/fixtures/roofline/models.json', 'utf8')) as {
  models: { id: string; computed: { total_params: number; active_params: number; kv_bytes_per_token_16bit: number } }[];
};

function truthOf(id: string) {
  const facts = FACTS.find((each) => each.id === id);
  if (!facts) throw new Error(`no facts of ${id}`);
  return facts.computed;
}

const configOf = (id: string): unknown =>
  JSON.parse(readFileSync(`test/fixtures/roofline/configs/${id.split('/')[1] ?? ''}.json`, 'utf8'));

/** The numbers of a config, its text part unfolded, with nothing asked. */
function numbersOf(config: unknown): (name: string) => number {
  const top = config as Record<string, unknown>;
  const said = (top['text_config'] ?? top) as Record<string, unknown>;
  return (name) => Number(said[name]);
}

/** As tools do it: billions by the first number before a B in the name. */
const billionsInName = (id: string): number => Number(/([\d.]+)b/i.exec(id)?.[1]) * 1e9;

// Mixtral-8x7B is 46.7 billion, gpt-oss-20b 20.9, Qwen2.5-0.5B 0.494, Scout-17B-16E 107.8.
test.each([
  ['mistralai/Mixtral-8x7B-v0.1', 6],
  ['meta-llama/Llama-4-Scout-17B-16E-Instruct', 6],
  ['meta-llama/Llama-4-Maverick-17B-128E-Instruct', 20],
])('M31: the name of %s is off by more than a factor of %d', (id, factor) => {
  const truth = truthOf(id).total_params;
  expect(truth / billionsInName(id)).toBeGreaterThan(factor);

  expect(parameters(readModel(configOf(id))).total).toBe(truth);
});

test('M31: a size in an unknown name is not read', () => {
  const found = findModel('example/Great-Model-13B-Instruct');
  expect(billionsInName('example/Great-Model-13B-Instruct')).toBe(13e9);

  expect(found).toHaveProperty('problem', expect.stringContaining('Give the config.json'));
});

// Truth: heads of 128, 256 and 64; hidden size ÷ heads is 80, 64, 168, 240, 45.
test.each([
  ['Qwen/Qwen3-32B', 1.6],
  ['Qwen/Qwen3-0.6B', 2],
  ['google/gemma-2-27b', 0.89],
  ['google/gemma-3-27b-it', 0.77],
  ['google/gemma-3-12b-it', 1.06],
  ['openai/gpt-oss-120b', 1.42],
])('M31: %s has heads of another size than hidden size ÷ heads, by %d', (id, factor) => {
  const config = configOf(id);
  const number = numbersOf(config);
  const truth = truthOf(id).kv_bytes_per_token_16bit;
  const naiveHeadSize = number('hidden_size') / number('num_attention_heads');
  const naive = 2 * number('num_hidden_layers') * number('num_key_value_heads') * naiveHeadSize * 2;
  expect(truth / naive).toBeCloseTo(factor, 1);

  const model = readModel(config);
  expect(kvBytesPerToken(model, kvCacheFormat('auto', model))).toBe(truth);
});

test('M31: latent attention keeps no keys and values of heads', () => {
  const config = configOf('deepseek-ai/DeepSeek-V3');
  const number = numbersOf(config);
  const truth = truthOf('deepseek-ai/DeepSeek-V3').kv_bytes_per_token_16bit;
  const naive = 2 * number('num_hidden_layers') * number('num_key_value_heads') * (7168 / 128) * 2;
  expect(naive / truth).toBeGreaterThan(20);

  const model = readModel(config);
  expect(kvBytesPerToken(model, kvCacheFormat('auto', model))).toBe(truth);
});

// Truth: a token meets two of eight experts, eight of 128 …; the rest still has to lie in memory.
test.each([
  ['mistralai/Mixtral-8x7B-v0.1', 5],
  ['Qwen/Qwen3-30B-A3B', 9],
  ['deepseek-ai/DeepSeek-V3', 15],
])('M31: %s is not a dense model', (id, factor) => {
  const config = configOf(id);
  const number = numbersOf(config);
  const truth = truthOf(id);
  const [hidden, layers] = [number('hidden_size'), number('num_hidden_layers')];
  const naive =
    2 * hidden * number('vocab_size') + layers * (4 * hidden ** 2 + 3 * hidden * number('intermediate_size'));
  expect(truth.total_params / naive).toBeGreaterThan(factor);

  expect(parameters(readModel(config))).toMatchObject({ total: truth.total_params, active: truth.active_params });
});
