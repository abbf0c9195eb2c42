import { find, has, inner, text, type Fields } from '../fields.ts';
import type { Layer } from '../layer.ts';
import { ModelError } from '../model-error.ts';
import type { WeightFormat, WeightFormats } from '../model.ts';
import { METHODS } from './methods.ts';
import { modulesOf, type Modules, type Role } from './model-modules.ts';
import type { Scheme } from './scheme.ts';
import { unquantized } from './stored-format.ts';

export interface Quantizable {
  readonly layers: readonly Layer[];
  readonly hiddenSize: number;
  readonly tiedEmbeddings: boolean;
}

/**
 * How the parts of a checkpoint are stored, by its `quantization_config`. Embeddings stay 16 bits, and so does the head
 * unless the config says otherwise. Where a part is stored in several formats, its bits are their average by parameters,
 * and it is multiplied in that of the most.
 */
export function readFormats(top: Fields, decoder: Fields, model: Quantizable): WeightFormats {
  const sixteenBits = readType(has(top, TYPE) ? top : decoder);
  const scheme = readScheme(inner(top, 'quantization_config') ?? inner(decoder, 'quantization_config'), sixteenBits);
  const modules = modulesOf(model.layers, model.hiddenSize);
  const formatOf = (role: Role): WeightFormat => {
    const stored = modules.filter((each) => each.role === role && each.parameters > 0);
    return average(stored, (each) => scheme(each.names, role) ?? sixteenBits) ?? sixteenBits;
  };
  return {
    attention: formatOf('attention'),
    dense: formatOf('dense'),
    experts: formatOf('experts'),
    embedding: sixteenBits,
    head: (model.tiedEmbeddings ? undefined : scheme(['lm_head'], 'head')) ?? sixteenBits,
  };
}

const TYPE = ['dtype', 'torch_dtype'] as const;

/** As vLLM loads them: 32 bits become 16, and so does a model that says nothing. Source: vLLM 0.32, config/model.py. */
function readType(config: Fields): WeightFormat {
  const { field, value } = find(config, TYPE);
  const name = typeof value === 'string' ? value.replace(/^torch\./, '') : value;
  if (name === undefined || name === 'bfloat16' || name === 'float32') return unquantized('bf16');
  if (name === 'float16') return unquantized('fp16');
  throw new ModelError(field, 'bfloat16, float16 or float32', value);
}

function readScheme(config: Fields | undefined, sixteenBits: WeightFormat): Scheme {
  if (!config) return () => undefined;
  const named = text(config, 'quant_method')?.toLowerCase() ?? unnamedMethod(config);
  const method = Object.hasOwn(METHODS, named) ? METHODS[named] : undefined;
  if (method) return method(config, sixteenBits);
  throw new ModelError(`${config.path}quant_method`, `one of ${Object.keys(METHODS).join(', ')}`, named || undefined);
}

/** Some of modelopt's files leave it out. */
function unnamedMethod(config: Fields): string {
  if (has(config, 'config_groups')) return 'compressed-tensors';
  return has(config, 'quant_algo') || has(config, 'quantization') ? 'modelopt' : '';
}

function average(modules: readonly Modules[], formatOf: (modules: Modules) => WeightFormat): WeightFormat | undefined {
  const shares = new Map<string, { format: WeightFormat; parameters: number }>();
  for (const each of modules) {
    const format = formatOf(each);
    shares.set(format.name, { format, parameters: (shares.get(format.name)?.parameters ?? 0) + each.parameters });
  }
  const [most, ...others] = [...shares.values()].sort((left, right) => right.parameters - left.parameters);
  if (!most || others.length === 0) return most?.format;
  const all = [most, ...others];
  const parameters = all.reduce((sum, share) => sum + share.parameters, 0);
  const bits = all.reduce((sum, share) => sum + share.format.bitsPerParameter * share.parameters, 0);
  return {
    name: all.map(({ format }) => format.name).join(' + '),
    bitsPerParameter: bits / parameters,
    compute: most.format.compute,
  };
}
