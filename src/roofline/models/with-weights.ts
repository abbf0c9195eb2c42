import { hasExperts } from './main-format.ts';
import { ModelError } from './model-error.ts';
import type { Model, WeightFormat, WeightFormats } from './model.ts';
import { float8, integers, mxfp4, nvfp4, unquantized } from './quantization/stored-format.ts';

/**
 * The same model with its weights kept otherwise than its config says: `--quantization`, a setting, the end of a name.
 * Embedding and head follow only to whole numbers of 16 or 32 bits; `mxfp4` is for experts where the model has them.
 */
export function withWeights(model: Model, name: string): Model {
  const wanted = name.trim().toLowerCase();
  if (wanted === 'auto') return model;
  const plain = PLAIN.get(wanted);
  if (plain) return { ...model, formats: everywhere(plain) };
  const sixteenBits = model.formats.embedding.name === 'fp16' ? unquantized('fp16') : unquantized('bf16');
  const format = QUANTIZED.get(wanted)?.(sixteenBits);
  if (!format) throw new ModelError('the format of the weights', `one of ${WEIGHT_FORMAT_NAMES.join(', ')}`, name);
  const formats = { ...everywhere(format), embedding: sixteenBits, head: sixteenBits };
  const expertsOnly = wanted === 'mxfp4' && hasExperts(model);
  return { ...model, formats: expertsOnly ? { ...everywhere(sixteenBits), experts: format } : formats };
}

const everywhere = (format: WeightFormat): WeightFormats => ({
  attention: format,
  dense: format,
  experts: format,
  embedding: format,
  head: format,
});

const fp32: WeightFormat = { name: 'fp32', bitsPerParameter: 32, compute: 'fp32' };

const PLAIN: ReadonlyMap<string, WeightFormat> = new Map([
  ['bf16', unquantized('bf16')],
  ['bfloat16', unquantized('bf16')],
  ['fp16', unquantized('fp16')],
  ['float16', unquantized('fp16')],
  ['half', unquantized('fp16')],
  ['fp32', fp32],
  ['float32', fp32],
]);

type Quantized = (sixteenBits: WeightFormat) => WeightFormat;

/** With zero points, as AWQ and GPTQ files have them. */
const int4: Quantized = ({ compute }) => integers(4, compute, { group: 128, zeroPoints: true });
const int8: Quantized = () => integers(8, 'int8');

const QUANTIZED: ReadonlyMap<string, Quantized> = new Map([
  ['fp8', () => float8('fp8')],
  ['int8', int8],
  ['w8a8', int8],
  ['w8a16', ({ compute }) => integers(8, compute)],
  ['int4', int4],
  ['awq', int4],
  ['gptq', int4],
  ['w4a16', int4],
  ['mxfp4', () => mxfp4('fp4')],
  ['nvfp4', () => nvfp4('fp4')],
]);

export const WEIGHT_FORMAT_NAMES: readonly string[] = ['auto', ...PLAIN.keys(), ...QUANTIZED.keys()];
