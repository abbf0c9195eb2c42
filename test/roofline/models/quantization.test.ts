import { describe, expect, it, test } from 'vitest';
import {
  ModelError,
  readModel,
  weightBytes,
  withWeights,
  WEIGHT_FORMAT_NAMES,
  type WeightFormats,
} from '../../../src/roofline/models/index.ts';
import { configOf, FACTS, modelOf, TINY, type Config } from './fixtures.ts';

const formatsOf = (quantization: unknown, config: Config = TINY): WeightFormats =>
  readModel({ ...config, quantization_config: quantization }).formats;

const tensors = (weights: Config, inputs: Config | null, more: Config = {}): Config => ({
  quant_method: 'compressed-tensors',
  config_groups: { group_0: { targets: ['Linear'], weights, input_activations: inputs } },
  ignore: ['lm_head'],
  ...more,
});

const FP8 = { num_bits: 8, type: 'float', strategy: 'channel', symmetric: true };
const INT4 = { num_bits: 4, type: 'int', strategy: 'group', group_size: 128, symmetric: true };

// Bits with scales: 4 + 16/128 = 4.125; with zero points 4 + 20/128 = 4.15625; 8 + 32/(128·128) = 8.001953125;
// bitsandbytes 4 + 32/64 = 4.5, quantized twice 4 + 8/64 + 32/16384 = 4.126953125.
test.each<[string, Config, number, string]>([
  ['fp8 for each matrix', { quant_method: 'fp8', activation_scheme: 'static' }, 8, 'fp8'],
  ['fp8 in blocks', { quant_method: 'fp8', weight_block_size: [128, 128] }, 8.001953125, 'fp8'],
  ['fbgemm', { quant_method: 'fbgemm_fp8' }, 8, 'fp8'],
  ['compressed-tensors W8A8 fp8: one byte, not half of one', tensors(FP8, { ...FP8, dynamic: true }), 8, 'fp8'],
  [
    'compressed-tensors fp8 in blocks',
    tensors({ ...FP8, strategy: 'block', block_structure: [128, 128] }, FP8),
    8.001953125,
    'fp8',
  ],
  [
    'compressed-tensors W8A16',
    tensors({ ...INT4, num_bits: 8, group_size: null, strategy: 'channel' }, null),
    8,
    'bf16',
  ],
  ['compressed-tensors W8A8 int8', tensors({ num_bits: 8, type: 'int' }, { num_bits: 8, type: 'int' }), 8, 'int8'],
  ['compressed-tensors W4A16', tensors(INT4, null), 4.125, 'bf16'],
  ['compressed-tensors W4A16 with zero points', tensors({ ...INT4, symmetric: false }, null), 4.15625, 'bf16'],
  [
    'compressed-tensors NVFP4',
    tensors({ num_bits: 4, type: 'float', group_size: 16 }, { num_bits: 4, type: 'float' }),
    4.5,
    'fp4',
  ],
  [
    'compressed-tensors NVFP4, weights only',
    tensors({ num_bits: 4, type: 'float', group_size: 16 }, null),
    4.5,
    'bf16',
  ],
  ['compressed-tensors MXFP4', tensors({ num_bits: 4, type: 'float', group_size: 32 }, null), 4.25, 'bf16'],
  ['AWQ', { quant_method: 'awq', bits: 4, group_size: 128, zero_point: true }, 4.15625, 'bf16'],
  ['AWQ, old names', { quant_method: 'awq', w_bit: 4, q_group_size: 64 }, 4.3125, 'bf16'],
  ['GPTQ', { quant_method: 'gptq', bits: 4, group_size: 128, sym: true }, 4.15625, 'bf16'],
  ['GPTQ of 8 bits for each row', { quant_method: 'gptq', bits: 8, group_size: -1 }, 8, 'bf16'],
  ['bitsandbytes', { quant_method: 'bitsandbytes', load_in_4bit: true, load_in_8bit: false }, 4.5, 'bf16'],
  [
    'bitsandbytes, twice',
    { quant_method: 'bitsandbytes', load_in_4bit: true, bnb_4bit_use_double_quant: true },
    4.126953125,
    'bf16',
  ],
  ['bitsandbytes of 8 bits', { quant_method: 'bitsandbytes', load_in_8bit: true }, 8, 'int8'],
  ['modelopt FP8', { quant_method: 'modelopt', quant_algo: 'FP8', ignore: ['lm_head'] }, 8, 'fp8'],
  ['modelopt NVFP4', { quant_algo: 'NVFP4', producer: { name: 'modelopt' }, exclude_modules: ['lm_head'] }, 4.5, 'fp4'],
  [
    'quark',
    {
      quant_method: 'quark',
      global_quant_config: { weight: { dtype: 'fp8_e4m3' }, input_tensors: {} },
      exclude: ['lm_head'],
    },
    8,
    'fp8',
  ],
])('%s', (_, quantization, bitsPerParameter, compute) => {
  const { attention, dense, embedding, head } = formatsOf(quantization);
  expect(dense).toMatchObject({ bitsPerParameter, compute });
  expect(attention).toEqual(dense);
  expect([embedding.name, head.name]).toEqual(['bf16', 'bf16']);
});

it('multiplies weight-only formats in the type of the model', () => {
  expect(formatsOf({ quant_method: 'awq', bits: 4 }, { ...TINY, torch_dtype: 'float16' }).dense.compute).toBe('fp16');
});

describe('MXFP4 of gpt-oss', () => {
  it('is for the experts only, 4.25 bits', () => {
    const { formats } = modelOf('openai/gpt-oss-120b');
    expect(formats.experts).toEqual({ name: 'mxfp4', bitsPerParameter: 4.25, compute: 'fp4' });
    expect([formats.attention, formats.embedding, formats.head].map(({ name }) => name)).toEqual([
      'bf16',
      'bf16',
      'bf16',
    ]);
  });
  it('makes the checkpoint as large as it is, within a percent', () => {
    const stated = FACTS.find(({ id }) => id === 'openai/gpt-oss-120b')?.checkpoint_gib ?? 0;
    expect(Math.abs(weightBytes(modelOf('openai/gpt-oss-120b')) / 2 ** 30 / stated - 1)).toBeLessThan(0.01);
  });
});

describe('what is left out', () => {
  const fp8 = (...modules: string[]): Config => ({ quant_method: 'fp8', modules_to_not_convert: modules });
  const names = ({ attention, dense, head }: WeightFormats): string[] => [attention.name, dense.name, head.name];

  it.each([
    [
      ['lm_head', 'model.layers.0.input_layernorm', 'gate'],
      ['fp8', 'fp8', 'bf16'],
    ],
    [['self_attn'], ['bf16', 'fp8', 'bf16']],
    [['model.layers.*.self_attn'], ['bf16', 'fp8', 'bf16']],
    [['re:.*self_attn.*'], ['bf16', 'fp8', 'bf16']],
    [['re:.*\\.self_attn\\.(q|k|v|qkv|o)_proj$'], ['bf16', 'fp8', 'bf16']],
    [['language_model.model.layers.*'], ['bf16', 'bf16', 'bf16']],
  ])('%j', (modules, expected) => {
    expect(names(formatsOf(fp8(...modules)))).toEqual(expected);
  });
  it('one layer of four: the average, by parameters', () => {
    const { attention, dense } = formatsOf(fp8('model.layers.0.mlp'));
    expect(attention.name).toBe('fp8');
    expect(dense).toEqual({ name: 'fp8 + bf16', bitsPerParameter: 10, compute: 'fp8' });
  });
  it('the head is quantized unless ignored where Linear means all', () => {
    const { head } = formatsOf(tensors(FP8, FP8, { ignore: [] }));
    expect(head.name).toBe('fp8');
    expect(formatsOf(tensors(FP8, FP8, { ignore: [] }), { ...TINY, tie_word_embeddings: true }).head.name).toBe('bf16');
  });
  it('groups for different modules', () => {
    const quantization = {
      quant_method: 'compressed-tensors',
      config_groups: {
        group_0: { targets: ['re:.*experts.*'], weights: INT4, input_activations: null },
        group_1: { targets: ['re:.*self_attn.*'], weights: FP8, input_activations: FP8 },
      },
    };
    const { attention, experts, head } = formatsOf(quantization, configOf('mistralai/Mixtral-8x7B-v0.1'));
    expect([attention.name, experts.name, head.name]).toEqual(['fp8', 'int4 (groups of 128)', 'bf16']);
  });
  it('modelopt, layer by layer', () => {
    const layers = Object.fromEntries([0, 1, 2, 3].map((i) => [`model.layers.${i}.mlp`, { quant_algo: 'NVFP4' }]));
    const { attention, dense } = formatsOf({
      quant_method: 'modelopt',
      quantization: { quant_algo: 'MIXED_PRECISION', quantized_layers: layers },
    });
    expect([attention.name, dense.name]).toEqual(['bf16', 'nvfp4']);
  });
  it('takes no time over patterns made to take long', () => {
    const pattern = `re:${'.*a'.repeat(2000)}b`;
    expect(formatsOf(fp8(...Array.from({ length: 50 }, () => pattern))).dense.name).toBe('fp8');
  });
});

test.each<[string, Config, RegExp]>([
  [
    'an unknown method',
    { quant_method: 'aqlm' },
    /^quantization_config.quant_method must be one of fp8, .*found "aqlm"$/,
  ],
  ['no method', {}, /^quantization_config.quant_method .*found nothing$/],
  ['no bits', { quant_method: 'gptq' }, /^quantization_config.bits must be a whole number from 1 to 8, found nothing$/],
  [
    'bits of single modules',
    { quant_method: 'gptq', bits: 4, dynamic: { x: {} } },
    /^quantization_config.dynamic must be empty/,
  ],
  [
    'an expression beyond names',
    { quant_method: 'fp8', ignore: ['re:(?!x)y'] },
    /^quantization_config.modules_to_not_convert must be made of/,
  ],
  ['an unknown algorithm', { quant_method: 'modelopt', quant_algo: 'W2A2' }, /quant_algo must be one of FP8/],
  [
    'a sparse checkpoint',
    tensors(FP8, FP8, { sparsity_config: { format: 'sparse-24-bitmask' } }),
    /sparsity_config.format must be dense/,
  ],
  ['floats of 6 bits', tensors({ num_bits: 6, type: 'float' }, null), /weights.type must be int; or float/],
])('%s is an error', (_, quantization, message) => {
  expect(() => formatsOf(quantization)).toThrow(ModelError);
  expect(() => formatsOf(quantization)).toThrow(message);
});

describe('withWeights', () => {
  const model = readModel(TINY);
  it.each([
    ['bf16', 16, 16, 'bf16'],
    ['fp16', 16, 16, 'fp16'],
    ['fp32', 32, 32, 'fp32'],
    ['fp8', 8, 16, 'fp8'],
    ['int8', 8, 16, 'int8'],
    ['W8A16', 8, 16, 'bf16'],
    ['awq', 4.15625, 16, 'bf16'],
    ['mxfp4', 4.25, 16, 'fp4'],
    ['nvfp4', 4.5, 16, 'fp4'],
  ])('%s', (name, bits, headBits, compute) => {
    const { dense, head } = withWeights(model, name).formats;
    expect([dense.bitsPerParameter, head.bitsPerParameter, dense.compute]).toEqual([bits, headBits, compute]);
  });
  it('leaves the model as it is for auto, and names what it accepts', () => {
    expect(withWeights(model, 'auto')).toBe(model);
    expect(() => withWeights(model, 'fp7')).toThrow(`must be one of ${WEIGHT_FORMAT_NAMES.join(', ')}, found "fp7"`);
  });
  it('mxfp4 is for experts where there are some', () => {
    const { formats } = withWeights(modelOf('mistralai/Mixtral-8x7B-v0.1'), 'mxfp4');
    expect([formats.attention.name, formats.experts.name]).toEqual(['bf16', 'mxfp4']);
  });
});

it('reads the hf_quant_config.json of modelopt, where the caller puts it for quantization_config', () => {
  const file = { producer: { name: 'modelopt' }, quantization: { quant_algo: 'FP8', exclude_modules: ['lm_head'] } };
  const { dense, head } = formatsOf(file);
  expect([dense.name, head.name]).toEqual(['fp8', 'bf16']);
});
