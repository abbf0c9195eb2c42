import { printable } from '../../quantities/index.ts';
import type { Accelerator } from './accelerator.ts';
import { ACCELERATORS } from './catalogue.ts';
import { nameKeys, nameWords } from './name-words.ts';
import { nearestNames } from './nearest-names.ts';

export type AcceleratorResult = { readonly accelerator: Accelerator } | { readonly problem: string };

const LONGEST_NAME = 100;

const namesOf = ({ id, names }: Accelerator): readonly string[] => [id, ...names];

const BY_KEY: ReadonlyMap<string, Accelerator> = new Map(
  ACCELERATORS.flatMap((accelerator) =>
    namesOf(accelerator).flatMap((name) => nameKeys(name).map((key) => [key, accelerator] as const)),
  ),
);

/**
 * The accelerator of this name: an id (`h100-sxm`), what the driver or DCGM calls it (`NVIDIA H100 80GB HBM3`), or how people write it
 * (`H100 SXM5`, `h100_sxm`). Case, punctuation, the order of words and the vendor's name do not matter.
 *
 * - A name that fits several (`A100`, `H100`) is none of them, and so is a part of a GPU (`… MIG 3g.40gb`).
 */
export function findAccelerator(name: string): Accelerator | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const [asWritten, ordered] = nameKeys(name);
  return BY_KEY.get(asWritten) ?? BY_KEY.get(ordered);
}

/** The accelerator of this name, or what may have been meant by it. */
export function resolveAccelerator(name: string): AcceleratorResult {
  const accelerator = findAccelerator(name);
  return accelerator ? { accelerator } : { problem: whyNot(name) };
}

function whyNot(name: string): string {
  const shown = JSON.stringify(printable(name, 60));
  const words = name.length > LONGEST_NAME ? [] : nameWords(name);
  if (words.length === 0) return `${shown} names no GPU; known are ${ACCELERATORS.map(({ id }) => id).join(', ')}`;
  const fitting = ACCELERATORS.filter((each) => namesOf(each).some((known) => contains(nameWords(known), words)));
  if (fitting.length > 1) return `${shown} may be ${listed(fitting, 'or')}: name one of them`;
  const nearest = fitting.length === 1 ? fitting : nearestNames(words.join(''), BY_KEY);
  return nearest.length > 0
    ? `${shown} is not known; nearest is ${listed(nearest, 'or')}`
    : `${shown} is not known, nor is anything like it; declare its peaks, bandwidth and memory`;
}

const contains = (known: readonly string[], words: readonly string[]): boolean =>
  words.every((word) => known.includes(word));

function listed(accelerators: readonly Accelerator[], before: string): string {
  const ids = accelerators.map(({ id }) => id);
  const last = ids.pop() ?? '';
  return ids.length === 0 ? last : `${ids.join(', ')} ${before} ${last}`;
}
