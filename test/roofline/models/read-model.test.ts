import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ARCHITECTURES, ModelError, readModel } from '../../../src/roofline/models/index.ts';
import { configOf, COUNTED, TINY, type Config } from './fixtures.ts';

/** What is wrong, by the error. */
function errorOf(config: unknown): ModelError {
  try {
    readModel(config);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('it was read');
}

const without = (config: Config, ...names: string[]): Config =>
  Object.fromEntries(Object.entries(config).filter(([name]) => !names.includes(name)));

const renamed = (config: Config, from: string, to: string): Config => ({
  ...without(config, from),
  [to]: config[from],
});

describe('old names are the same model', () => {
  const same = (id: string, change: (config: Config) => Config) => {
    expect(readModel(change(configOf(id)), id)).toEqual(readModel(configOf(id), id));
  };
  it('torch_dtype and dtype', () => {
    same('Qwen/Qwen3-8B', (config) => renamed(without(config, 'dtype'), 'torch_dtype', 'dtype'));
  });
  it.each(['num_experts', 'n_routed_experts'])('experts as %s', (name) => {
    same('Qwen/Qwen3-30B-A3B', (config) => renamed(config, 'num_local_experts', name));
  });
  it('no head_dim, where it is hidden size ÷ heads', () => {
    same('meta-llama/Llama-3.1-8B', (config) => without(config, 'head_dim'));
  });
  it('no num_key_value_heads: as many as heads, in Llama', () => {
    same('meta-llama/Llama-2-7b-hf', (config) => without(config, 'num_key_value_heads'));
  });
  it('no layer_types', () => {
    same('google/gemma-2-27b', (config) => without(config, 'layer_types'));
  });
  it('rope_scaling instead of rope_parameters', () => {
    same('openai/gpt-oss-120b', (config) => ({ ...config, rope_scaling: { rope_type: 'yarn', factor: 32 } }));
  });
  it('Llama 4 without moe_layers', () => {
    same('meta-llama/Llama-4-Maverick-17B-128E-Instruct', (config) => ({
      ...config,
      text_config: without(config['text_config'] as Config, 'moe_layers', 'no_rope_layers', 'layer_types'),
    }));
  });
  it('the sparse files of Gemma 3, which leave out the usual', () => {
    const text = { hidden_size: 2560, intermediate_size: 10_240, model_type: 'gemma3_text', num_hidden_layers: 34 };
    const config = {
      architectures: ['Gemma3ForConditionalGeneration'],
      text_config: { ...text, sliding_window: 1024 },
    };
    const read = readModel({ ...config, vision_config: {}, torch_dtype: 'bfloat16' }, 'google/gemma-3-4b-it');
    expect(read).toEqual(readModel(configOf('google/gemma-3-4b-it'), 'google/gemma-3-4b-it'));
  });
});

it('reads the text part of a model that sees, by the type of that part', () => {
  const model = readModel({ architectures: ['Mistral3ForConditionalGeneration'], vision_config: {}, text_config: { ...without(TINY, 'architectures'), model_type: 'mistral' } }); // prettier-ignore
  expect(model).toMatchObject({ architecture: 'Mistral3ForConditionalGeneration', leftOut: ['vision tower'] });
});

it('takes the name from the caller, then from the file, then the architecture', () => {
  expect(readModel(TINY, 'mine').id).toBe('mine');
  expect(readModel({ ...TINY, _name_or_path: '/models/tiny' }).id).toBe('/models/tiny');
  expect(readModel(TINY).id).toBe('LlamaForCausalLM');
});

describe('what is not understood names its field', () => {
  test.each<[string, unknown, string | RegExp]>([
    ['no object', [], 'the config must be an object, found a list of 0'],
    ['nothing', null, 'the config must be an object, found nothing'],
    ['no architecture', {}, /^architectures must be one of .*LlamaForCausalLM.*, found nothing$/],
    ['an unknown one', { ...TINY, architectures: ['DeepseekV32ForCausalLM'] }, /^architectures .*found "DeepseekV32/],
    [
      'of a text part',
      { text_config: { ...TINY, model_type: 'mllama_text_model' } },
      /^text_config.model_type must be one of .*gemma3_text.*, found "mllama_text_model"$/,
    ],
    [
      'a missing field',
      without(TINY, 'vocab_size'),
      'vocab_size must be a whole number from 1 to 16777216, found nothing',
    ],
    ['a text for a number', { ...TINY, hidden_size: '64' }, /^hidden_size must be a whole number .*found "64"$/],
    ['not a number', { ...TINY, hidden_size: Number.NaN }, /^hidden_size .*found NaN$/],
    [
      'negative',
      { ...TINY, num_hidden_layers: -1 },
      'num_hidden_layers must be a whole number from 1 to 1000, found -1',
    ],
    ['huge', { ...TINY, intermediate_size: 1e300 }, /^intermediate_size .*found 1e\+300$/],
    [
      'too many parameters',
      { ...TINY, hidden_size: 2 ** 24, intermediate_size: 2 ** 24, num_hidden_layers: 1000 },
      /2\^53/,
    ],
    [
      'heads that do not divide',
      { ...TINY, num_attention_heads: 7, num_key_value_heads: 7 },
      /^num_attention_heads must be a divisor/,
    ],
    [
      'groups that do not divide',
      { ...TINY, num_key_value_heads: 3 },
      'num_key_value_heads must be a divisor of the 8 heads, found 3',
    ],
    ['a switch that is none', { ...TINY, attention_bias: 'yes' }, 'attention_bias must be true or false, found "yes"'],
    [
      'an unknown layer',
      { ...TINY, layer_types: ['mamba'] },
      /^layer_types\[0\] must be full_attention, .*found "mamba"$/,
    ],
    [
      'too few layers',
      { ...TINY, layer_types: ['full_attention'] },
      'layer_types must be one for each of the 4 layers, found a list of 1',
    ],
    [
      'linear layers of a stranger',
      { ...TINY, layer_types: Array(4).fill('linear_attention') },
      /^layer_types must be without linear/,
    ],
    ['an unknown type', { ...TINY, torch_dtype: 'float8_e4m3fn' }, /^torch_dtype must be bfloat16, float16 or float32/],
    [
      'more experts than there are',
      { ...configOf('mistralai/Mixtral-8x7B-v0.1'), num_experts_per_tok: 9 },
      /^num_experts_per_tok must be at most the 8/,
    ],
    [
      'a head size that must be stated',
      without(configOf('Qwen/Qwen3-8B'), 'head_dim'),
      /^head_dim must be .*found nothing/,
    ],
    [
      'key-value heads that must be stated',
      without(configOf('Qwen/Qwen3-8B'), 'num_key_value_heads'),
      /^num_key_value_heads must/,
    ],
    [
      'OPT with a projection',
      { ...configOf('facebook/opt-125m'), word_embed_proj_dim: 512 },
      'word_embed_proj_dim must be 768, found 512',
    ],
  ])('%s', (_, config, message) => {
    const error = errorOf(config);
    expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(error.message.startsWith(error.field)).toBe(true);
  });
});

it('ignores what an object inherits', () => {
  expect(errorOf(Object.create(TINY)).field).toBe('architectures');
  expect(errorOf(JSON.parse('{"__proto__": {"architectures": ["LlamaForCausalLM"]}}')).field).toBe('architectures');
  expect(errorOf({ ...TINY, quantization_config: { quant_method: 'constructor' } }).field).toBe(
    'quantization_config.quant_method',
  );
});

it('either reads a config or says what is wrong with it', () => {
  const hostile = fc.oneof(
    fc.anything({ maxDepth: 2, withNullPrototype: true }),
    fc.constantFrom(null, -1, 0, 0.5, 1e308, Number.NaN, Infinity, '', 'auto', [], {}, [[]], 2 ** 53, true),
  );
  const valid = fc.constantFrom(...COUNTED.relatives, ...COUNTED.published).map(({ config }) => config);
  const broken = fc.tuple(valid, fc.nat(), hostile).map(([config, which, value]) => {
    const names = Object.keys(config);
    return { ...config, [names[which % names.length] ?? '']: value };
  });
  const quantized = fc.tuple(valid, fc.record({
    quant_method: fc.constantFrom('fp8', 'awq', 'gptq', 'compressed-tensors', 'modelopt', 'bitsandbytes', 'quark', 'mxfp4'),
    config_groups: hostile, ignore: hostile, bits: hostile, group_size: hostile, weight_block_size: hostile, quant_algo: hostile, dynamic: hostile, load_in_4bit: hostile,
  }, { requiredKeys: ['quant_method'] })).map(([config, quantization_config]) => ({ ...config, quantization_config })); // prettier-ignore
  fc.assert(
    fc.property(fc.oneof(hostile, broken, quantized), (config) => {
      try {
        expect(readModel(config).layers.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(ModelError);
      }
    }),
    { numRuns: 500 },
  );
});

it('lists every architecture once', () => {
  expect(new Set(ARCHITECTURES).size).toBe(ARCHITECTURES.length);
});
