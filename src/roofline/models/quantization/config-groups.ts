import type { ComputeType } from '../../accelerators/accelerator.ts';
import { find, flag, inner, isIndex, isText, list, text, whole, wholeOr, type Fields } from '../fields.ts';
import { ModelError } from '../model-error.ts';
import type { WeightFormat } from '../model.ts';
import { namedBy } from './module-patterns.ts';
import { namesIn, type Method } from './scheme.ts';
import { float8, integers, mxfp4, mxfp8, nvfp4, type Block } from './stored-format.ts';

/**
 * compressed-tensors (llm-compressor), and modelopt when it writes the same: groups of modules, each with the bits of its
 * weights and, where they are quantized too, of its inputs, which decide what it is multiplied in.
 *
 * - `Linear` is every matrix, the head included unless it is ignored.
 * - Sparse checkpoints are an error: how many bytes remain depends on the weights.
 */
export const configGroups: Method = (config, sixteenBits) => {
  expectDense(config);
  const ignored = namesIn(config, 'ignore');
  const all = inner(config, 'config_groups') ?? { path: `${config.path}config_groups.`, values: {} };
  const groups = Object.keys(all.values).map((name) => {
    const group = inner(all, name) ?? { path: `${all.path}${name}.`, values: {} };
    const targets = list(group, 'targets', 'texts', isText) ?? ['Linear'];
    const isNamed = namedBy(targets, `${group.path}targets`);
    return { format: groupFormat(group, sixteenBits), isTarget: targets.includes('Linear') ? () => true : isNamed };
  });
  return (names) => {
    if (names.some(ignored)) return undefined;
    return groups.find(({ isTarget }) => names.some(isTarget))?.format;
  };
};

function groupFormat(settings: Fields, sixteenBits: WeightFormat): WeightFormat | undefined {
  const weights = inner(settings, 'weights');
  if (!weights) return undefined;
  const compute = computeOf(inner(settings, 'input_activations'), sixteenBits);
  const bits = whole(weights, 'num_bits', { most: 8 });
  const size = wholeOr(weights, 'group_size', -1, { least: -1 });
  const group = size > 0 ? size : undefined;
  const type = text(weights, 'type') ?? 'int';
  if (type === 'int') return integers(bits, compute, { group, zeroPoints: !flag(weights, 'symmetric', true) });
  const format = type === 'float' ? floats(weights, bits, group)?.(compute) : undefined;
  if (format) return format;
  const accepted = 'int; or float of 8 bits, or of 4 in groups of 16 or 32';
  throw new ModelError(`${weights.path}type`, accepted, `${type}, ${bits} bits, group_size ${group ?? 'none'}`);
}

function floats(
  weights: Fields,
  bits: number,
  group: number | undefined,
): ((compute: ComputeType) => WeightFormat) | undefined {
  if (bits === 4) return group === 16 ? nvfp4 : group === 32 ? mxfp4 : undefined;
  if (bits !== 8) return undefined;
  if (group === 32) return mxfp8;
  const block = blockOf(weights, 'block_structure') ?? (group === undefined ? undefined : ([1, group] as const));
  return (compute) => float8(compute, block);
}

/** Of inputs that are quantized too; without, only the weights are narrow and are multiplied as 16 bits. */
function computeOf(inputs: Fields | undefined, sixteenBits: WeightFormat): ComputeType {
  if (!inputs) return sixteenBits.compute;
  const bits = whole(inputs, 'num_bits', { most: 16 });
  const type = text(inputs, 'type') ?? 'int';
  if (bits === 16) return sixteenBits.compute;
  if (bits === 8 && type === 'float') return 'fp8';
  if (bits === 8 && type === 'int') return 'int8';
  if (bits === 4 && type === 'float') return 'fp4';
  throw new ModelError(`${inputs.path}num_bits`, '16; 8; or 4 of type float', `${bits} of type ${type}`);
}

/** Rows × columns, `[128, 128]`. */
export function blockOf(fields: Fields, name: string): Block | undefined {
  const sides = list(fields, name, 'whole numbers', isIndex);
  if (!sides) return undefined;
  const [rows = 0, columns = 0] = sides;
  if (sides.length === 2 && rows > 0 && columns > 0) return [rows, columns];
  throw new ModelError(find(fields, name).field, 'rows and columns of a block', sides.join(' × '));
}

function expectDense(config: Fields): void {
  const sparsity = inner(config, 'sparsity_config');
  const format = sparsity && text(sparsity, 'format');
  if (sparsity && format !== undefined && format !== 'dense') {
    throw new ModelError(`${sparsity.path}format`, 'dense', format);
  }
}
