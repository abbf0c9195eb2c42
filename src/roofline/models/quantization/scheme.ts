import { isText, list, type Fields, type Names } from '../fields.ts';
import type { WeightFormat } from '../model.ts';
import { namedBy, type Named } from './module-patterns.ts';
import type { Role } from './model-modules.ts';

/** How a quantized checkpoint stores a matrix that has these names; undefined: not quantized. */
export type Scheme = (names: readonly string[], role: Role) => WeightFormat | undefined;

/** One method of quantization reads its own fields; `sixteenBits` is what weight-only formats are multiplied in. */
export type Method = (config: Fields, sixteenBits: WeightFormat) => Scheme;

/** Everything but what a list of modules names, and the head, which vLLM quantizes for few methods only. */
export function allBut(format: WeightFormat, config: Fields, lists: Names, withHead = false): Scheme {
  const left = namesIn(config, lists);
  return (names, role) => ((role === 'head' && !withHead) || names.some(left) ? undefined : format);
}

export const namesIn = (config: Fields, lists: Names): Named => {
  const field = config.path + (typeof lists === 'string' ? lists : lists[0]);
  return namedBy(list(config, lists, 'texts', isText) ?? [], field);
};
