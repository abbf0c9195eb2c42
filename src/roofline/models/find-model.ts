import { CATALOGUE } from './catalogue.ts';
import { hasExperts } from './main-format.ts';
import type { Model } from './model.ts';
import { readModel } from './read-model.ts';
import { withWeights } from './with-weights.ts';

/** A model of the catalogue, or why there is none. */
export type FoundModel = { readonly model: Model } | { readonly problem: string };

/**
 * The model that an engine serves under this name: a hub id, its last part, a folder of that name, whatever the case.
 *
 * - Fine-tunes that vendors name by a word or a date (`-Instruct`, `-it`, `-2507`) have the shape of their base.
 * - A format at the end (`-FP8`, `-AWQ`, `-quantized.w8a8`) replaces the weights' format, where the name means one thing.
 * - Sizes in a name are never read: what the catalogue does not have is a problem, not a guess.
 */
export function findModel(name: string): FoundModel {
  const wanted = normalized(name);
  const exact = modelBy(wanted);
  if (exact) return { model: exact };
  for (const [ending, format] of FORMATS) {
    const base = wanted.endsWith(`-${ending}`) ? modelBy(wanted.slice(0, -ending.length - 1)) : undefined;
    if (base) return inFormat(name, base, ending, format);
  }
  const near = nearest(wanted);
  const advice = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return { problem: `${shown(name)} is not in the catalogue of models.${advice} ${GIVE_CONFIG}` };
}

const GIVE_CONFIG = 'Give the config.json of the model.';

const MOST_CHARACTERS = 300;

// What vendors append to the name of a base that has the same shape.
const VARIANTS = new Set(['instruct', 'chat', 'it', 'pt', 'base', 'hf', 'thinking', 'meta']);
const YEAR_AND_MONTH = /^(2[3-9](0[1-9]|1[0-2])|(0[1-9]|1[0-2])[0-3]\d)$/;

/** Null: the name may mean several formats. */
const FORMATS: readonly (readonly [ending: string, format: string | null])[] = [
  ...['fp8-dynamic', 'fp8-block', 'fp8'].map((ending) => [ending, 'fp8'] as const),
  ...['quantized.w4a16', 'w4a16', 'gptq-int4', 'gptq-4bit', 'awq-int4', 'awq', 'int4'].map(
    (ending) => [ending, 'int4'] as const,
  ),
  ...['quantized.w8a8', 'w8a8'].map((ending) => [ending, 'w8a8'] as const),
  ...['quantized.w8a16', 'w8a16', 'gptq-int8', 'gptq-8bit'].map((ending) => [ending, 'w8a16'] as const),
  ...['nvfp4', 'mxfp4', 'bf16', 'fp16'].map((ending) => [ending, ending] as const),
  ...['gptq', 'int8', 'fp4', 'bnb-4bit', 'bnb-8bit', '4bit', '8bit', 'gguf'].map((ending) => [ending, null] as const),
];

/** Checkpoints of experts in 4-bit floats leave other parts in 16 bits, each maker different ones. */
function inFormat(name: string, base: Model, ending: string, format: string | null): FoundModel {
  if (format !== null && !(hasExperts(base) && format === 'nvfp4'))
    return { model: { ...withWeights(base, format), id: lastPart(name) } };
  return {
    problem: `${shown(name)} is ${base.id}, but "${ending}" alone does not tell how its weights are kept. ${GIVE_CONFIG}`,
  };
}

const read = new Map<string, Model>();

function modelBy(key: string): Model | undefined {
  const entry = CATALOGUE.find(({ id, also = [] }) => [id, ...also].some((each) => normalized(each) === key));
  if (!entry) return undefined;
  const model = read.get(entry.id) ?? readModel(entry.config, entry.id);
  read.set(entry.id, model);
  return model;
}

const normalized = (name: string): string =>
  lastPart(name)
    .toLowerCase()
    .split(/[-_\s]+/)
    .filter((word) => word !== '' && !VARIANTS.has(word) && !YEAR_AND_MONTH.test(word))
    .join('-');

/** Of an id, a folder, or a folder in the hub's cache: `models--openai--gpt-oss-20b/snapshots/…` */
function lastPart(name: string): string {
  const parts = name
    .trim()
    .slice(0, MOST_CHARACTERS)
    .split('/')
    .filter((part) => part !== '');
  const cached = parts.find((part) => part.startsWith('models--'));
  return cached?.split('--').at(-1) ?? parts.at(-1) ?? '';
}

const shown = (name: string): string => JSON.stringify(name.slice(0, MOST_CHARACTERS));

/** By pairs of letters that both have (Dice), at least half. */
function nearest(wanted: string): readonly string[] {
  return CATALOGUE.map(({ id }) => ({ id, likeness: likeness(normalized(id), wanted) }))
    .filter(({ likeness }) => likeness >= 0.5)
    .sort((left, right) => right.likeness - left.likeness)
    .slice(0, 3)
    .map(({ id }) => id);
}

function likeness(left: string, right: string): number {
  const pairs = (text: string): Set<string> => new Set(Array.from(text, (_, i) => text.slice(i, i + 2)));
  const [ofLeft, ofRight] = [pairs(left), pairs(right)];
  const common = [...ofLeft].filter((pair) => ofRight.has(pair)).length;
  return ofLeft.size + ofRight.size === 0 ? 0 : (2 * common) / (ofLeft.size + ofRight.size);
}
