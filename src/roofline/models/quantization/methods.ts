import { flag, has, inner, text, whole, wholeOr, type Fields } from '../fields.ts';
import { ModelError } from '../model-error.ts';
import type { WeightFormat } from '../model.ts';
import { blockOf, configGroups } from './config-groups.ts';
import { allBut, type Method, type Scheme } from './scheme.ts';
import { blockwise4, float8, integers, mxfp4, mxfp8, nvfp4 } from './stored-format.ts';

const SKIPPED = ['modules_to_not_convert', 'ignored_layers', 'ignore', 'exclude_modules', 'exclude'] as const;

/** fp8 of DeepSeek, Qwen, MiniMax … in blocks, and per matrix. */
const fp8: Method = (config) => allBut(float8('fp8', blockOf(config, 'weight_block_size')), config, SKIPPED);

const fbgemmFp8: Method = (config) => allBut(float8('fp8'), config, SKIPPED);

/** Groups always have zero points, packed as narrow as the weights. */
const awq: Method = (config, { compute }) => {
  const bits = whole(config, ['bits', 'w_bit'], { most: 8 });
  const group = groupOf(config, ['group_size', 'q_group_size']);
  return allBut(integers(bits, compute, { group, zeroPoints: flag(config, 'zero_point', true) }), config, SKIPPED);
};

/** The files hold zero points even where the quantization is symmetric. */
const gptq: Method = (config, { compute }) => {
  const dynamic = inner(config, 'dynamic') ?? inner(config, 'extra_config');
  if (dynamic && Object.keys(dynamic.values).length > 0) {
    throw new ModelError(
      dynamic.path.slice(0, -1),
      'empty: other bits for single modules are not understood',
      dynamic.values,
    );
  }
  const bits = whole(config, 'bits', { most: 8 });
  const format = integers(bits, compute, { group: groupOf(config, 'group_size'), zeroPoints: true });
  return allBut(format, config, SKIPPED, flag(config, 'lm_head', false));
};

const groupOf = (config: Fields, names: string | readonly [string, ...string[]]): number | undefined => {
  const size = wholeOr(config, names, -1, { least: -1 });
  return size > 0 ? size : undefined;
};

/** gpt-oss: vLLM knows it for experts only, whatever is listed. */
const mxfp4Experts: Method = (config) => {
  const scheme = allBut(mxfp4('fp4'), config, SKIPPED);
  return (names, role) => (role === 'experts' ? scheme(names, role) : undefined);
};

const bitsandbytes: Method = (config, { compute }) => {
  const four = flag(config, ['load_in_4bit', '_load_in_4bit'], false);
  const eight = flag(config, ['load_in_8bit', '_load_in_8bit'], false);
  if (four === eight) throw new ModelError(`${config.path}load_in_4bit`, 'true, or load_in_8bit', four);
  const format = four ? blockwise4(compute, flag(config, 'bnb_4bit_use_double_quant', false)) : integers(8, 'int8');
  return allBut(format, config, 'llm_int8_skip_modules');
};

/** modelopt says what it did in one word. NVFP4 multiplies in 4 bits where the hardware can. */
const modelopt: Method = (config, sixteenBits) => {
  if (has(config, 'config_groups')) return configGroups(config, sixteenBits);
  const said = inner(config, 'quantization') ?? config;
  const algorithm = text(said, 'quant_algo');
  const layers = inner(said, 'quantized_layers');
  if (algorithm === 'MIXED_PRECISION' && layers) return layerByLayer(layers, sixteenBits);
  return allBut(algorithmFormat(said, algorithm, sixteenBits), said, SKIPPED, true);
};

function layerByLayer(layers: Fields, sixteenBits: WeightFormat): Scheme {
  const formats = new Map<string, WeightFormat>();
  for (const name of Object.keys(layers.values)) {
    const layer = inner(layers, name) ?? layers;
    formats.set(
      name.replace(/^(model\.)?language_model\.(model\.)?/, 'model.'),
      algorithmFormat(layer, text(layer, 'quant_algo'), sixteenBits),
    );
  }
  // A listed name is the matrix itself or what it is a part of: model.layers.3.mlp.experts
  const ofPart = (name: string): WeightFormat | undefined => {
    const parts = name.split('.');
    const part = parts.map((_, i) => parts.slice(0, parts.length - i).join('.')).find((each) => formats.has(each));
    return part === undefined ? undefined : formats.get(part);
  };
  return (names) => names.map(ofPart).find((format) => format !== undefined);
}

function algorithmFormat(config: Fields, algorithm: string | undefined, { compute }: WeightFormat): WeightFormat {
  const found = MODELOPT.find(([name]) => name === algorithm);
  if (found) return found[1](compute);
  throw new ModelError(`${config.path}quant_algo`, `one of ${MODELOPT.map(([name]) => name).join(', ')}`, algorithm);
}

const MODELOPT: readonly (readonly [name: string, format: (sixteenBits: WeightFormat['compute']) => WeightFormat])[] = [
  ['FP8', () => float8('fp8')],
  ['FP8_PER_CHANNEL_PER_TOKEN', () => float8('fp8')],
  ['FP8_PB_WO', () => float8('fp8', [128, 128])],
  ['MXFP8', () => mxfp8('fp8')],
  ['NVFP4', () => nvfp4('fp4')],
  ['W4A16_NVFP4', (sixteenBits) => nvfp4(sixteenBits)],
  ['W4A16_AWQ', (sixteenBits) => integers(4, sixteenBits, { group: 128 })],
];

/** AMD's quark, where one setting holds for all layers. */
const quark: Method = (config, { compute }) => {
  const each = inner(config, 'layer_quant_config');
  if (each && Object.keys(each.values).length > 0) {
    throw new ModelError(
      each.path.slice(0, -1),
      'empty: other formats for single layers are not understood',
      each.values,
    );
  }
  const all = inner(config, 'global_quant_config') ?? { path: `${config.path}global_quant_config.`, values: {} };
  const weight = inner(all, 'weight') ?? { path: `${all.path}weight.`, values: {} };
  const withInputs = has(all, 'input_tensors');
  const type = text(weight, 'dtype');
  if (type === 'fp8_e4m3') return allBut(float8(withInputs ? 'fp8' : compute), config, SKIPPED, true);
  if (type === 'fp4') return allBut(mxfp4(withInputs ? 'fp4' : compute), config, SKIPPED, true);
  if (type === 'int8') return allBut(integers(8, withInputs ? 'int8' : compute), config, SKIPPED, true);
  throw new ModelError(`${weight.path}dtype`, 'fp8_e4m3, fp4 or int8', type);
};

export const METHODS: Readonly<Record<string, Method>> = {
  fp8,
  fbgemm_fp8: fbgemmFp8,
  'compressed-tensors': configGroups,
  awq,
  gptq,
  'auto-round': gptq,
  bitsandbytes,
  mxfp4: mxfp4Experts,
  modelopt,
  modelopt_fp4: modelopt,
  modelopt_mixed: modelopt,
  quark,
};
