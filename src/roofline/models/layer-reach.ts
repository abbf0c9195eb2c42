import { find, flag, has, isIndex, isText, list, whole, wholeOr, type Fields } from './fields.ts';
import { everyLayer } from './layer.ts';
import { ModelError } from './model-error.ts';
import type { GroupedAttention } from './model.ts';

export type Reach = GroupedAttention['reach'];

/** What a layer does with the past: looks at it, as far as it reaches, or keeps a state. */
export type LayerType = 'full_attention' | 'sliding_attention' | 'chunked_attention' | 'linear_attention';

/** The types of all layers of a config that does not list them. */
export type Pattern = (config: Fields, layerCount: number) => readonly LayerType[];

/** Every n-th layer looks at everything, those between are of another kind; n = 2: alternating, the other kind first. */
export const everyNth =
  (between: LayerType, nameOfN: string | readonly [string, ...string[]], usualN: number): Pattern =>
  (config, layerCount) => {
    const n = wholeOr(config, nameOfN, usualN);
    return Array.from({ length: layerCount }, (_, i) => ((i + 1) % n === 0 ? 'full_attention' : between));
  };

export const allFull: Pattern = (_, layerCount) => everyLayer(layerCount, 'full_attention');

/** A window, where one is given, holds in every layer (Mistral, Mixtral, Phi-3, Starcoder2). */
export const slidingIfGiven: Pattern = (config, layerCount) =>
  everyLayer(layerCount, has(config, 'sliding_window') ? 'sliding_attention' : 'full_attention');

/** Qwen2 and 3: files give a window and switch it off; switched on, the first max_window_layers do without. */
export const slidingIfUsed: Pattern = (config, layerCount) => {
  if (!flag(config, 'use_sliding_window', false) || !has(config, 'sliding_window')) return allFull(config, layerCount);
  const first = whole(config, 'max_window_layers', { least: 0 });
  return Array.from({ length: layerCount }, (_, i) => (i >= first ? 'sliding_attention' : 'full_attention'));
};

/** Llama 4: layers with rotary embedding look at their chunk, those without (a 0 in no_rope_layers) at everything. */
export const chunkedWithRope: Pattern = (config, layerCount) => {
  if (!has(config, 'attention_chunk_size')) return allFull(config, layerCount);
  const withRope = list(config, 'no_rope_layers', 'whole numbers', isIndex) ?? [];
  if (withRope.length === 0) return everyNth('chunked_attention', 'no_rope_layer_interval', 4)(config, layerCount);
  expectLength(config, 'no_rope_layers', withRope, layerCount);
  return withRope.map((rope) => (rope === 0 ? 'full_attention' : 'chunked_attention'));
};

/** `layer_types` where the file has it, as transformers 5 writes; else by the pattern of the family. */
export function layerTypes(config: Fields, layerCount: number, pattern: Pattern): readonly LayerType[] {
  const listed = list(config, 'layer_types', TYPES.join(', '), isLayerType);
  if (!listed) return pattern(config, layerCount);
  expectLength(config, 'layer_types', listed, layerCount);
  return listed;
}

/** How far such a layer looks back. A window as long as the context or longer stays: it changes nothing. */
export function reachOf(config: Fields, type: LayerType): Reach {
  if (type === 'sliding_attention') return { kind: 'sliding', tokens: whole(config, 'sliding_window') };
  if (type === 'chunked_attention') return { kind: 'chunked', tokens: whole(config, 'attention_chunk_size') };
  if (type === 'full_attention') return null;
  throw new ModelError(find(config, 'layer_types').field, 'without linear attention in this family', type);
}

const TYPES = ['full_attention', 'sliding_attention', 'chunked_attention', 'linear_attention'] as const;

const isLayerType = (item: unknown): item is LayerType => isText(item) && TYPES.some((type) => type === item);

function expectLength(config: Fields, name: string, items: readonly unknown[], layerCount: number): void {
  if (items.length !== layerCount) {
    throw new ModelError(find(config, name).field, `one for each of the ${layerCount} layers`, items);
  }
}
