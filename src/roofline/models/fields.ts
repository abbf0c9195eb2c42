import { ModelError } from './model-error.ts';

/** An object of a config, and where it stands, for messages. Null is nothing: transformers writes both. */
export interface Fields {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The first name is the one that messages use; the others are older or other families' names of the same. */
export type Names = string | readonly [string, ...string[]];

// More than any dimension of a decoder: contexts reach 10,485,760 (Llama 4 Scout).
const LARGEST = 2 ** 24;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of the names, the first that holds something. */
export function find({ path, values }: Fields, names: Names): { readonly field: string; readonly value: unknown } {
  const all = typeof names === 'string' ? ([names] as const) : names;
  const name = all.find((each) => Object.hasOwn(values, each) && values[each] !== null && values[each] !== undefined);
  return { field: path + (name ?? all[0]), value: name === undefined ? undefined : values[name] };
}

export const has = (fields: Fields, names: Names): boolean => find(fields, names).value !== undefined;

export interface Limits {
  readonly least?: number;
  readonly most?: number;
}

/** A whole number that has to be there. */
export function whole(fields: Fields, names: Names, { least = 1, most = LARGEST }: Limits = {}): number {
  const { field, value } = find(fields, names);
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ModelError(field, `a whole number from ${least} to ${most}`, value);
}

export const wholeOr = <T>(fields: Fields, names: Names, otherwise: T, limits?: Limits): number | T =>
  has(fields, names) ? whole(fields, names, limits) : otherwise;

export function flag(fields: Fields, names: Names, otherwise: boolean): boolean {
  const { field, value } = find(fields, names);
  if (value === undefined) return otherwise;
  if (typeof value === 'boolean') return value;
  throw new ModelError(field, 'true or false', value);
}

export function text(fields: Fields, names: Names): string | undefined {
  const { field, value } = find(fields, names);
  if (value === undefined || typeof value === 'string') return value;
  throw new ModelError(field, 'a text', value);
}

/** A list whose items all pass; nothing where there is none. */
export function list<T>(
  fields: Fields,
  names: Names,
  accepted: string,
  passes: (item: unknown) => item is T,
): readonly T[] | undefined {
  const { field, value } = find(fields, names);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new ModelError(field, `a list of ${accepted}`, value);
  const items: unknown[] = value;
  return items.map((item, i) => {
    if (passes(item)) return item;
    throw new ModelError(`${field}[${i}]`, accepted, item);
  });
}

export const isText = (item: unknown): item is string => typeof item === 'string';

export const isIndex = (item: unknown): item is number =>
  typeof item === 'number' && Number.isInteger(item) && item >= 0 && item <= LARGEST;

/** An object inside; nothing where there is none. */
export function inner(fields: Fields, name: string): Fields | undefined {
  const { field, value } = find(fields, name);
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new ModelError(field, 'an object', value);
  return { path: `${field}.`, values: value };
}

/** For what the config may say but this reader understands in one way only. */
export function expectFlag(fields: Fields, name: string, expected: boolean): void {
  if (flag(fields, name, expected) !== expected) {
    throw new ModelError(fields.path + name, `${expected}; nothing else is understood`, !expected);
  }
}
