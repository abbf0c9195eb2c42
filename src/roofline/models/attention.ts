import { find, flag, has, whole, wholeOr, type Fields } from './fields.ts';
import { everyLayer, type Part, type PartOfLayers } from './layer.ts';
import { allFull, layerTypes, reachOf, type Pattern, type Reach } from './layer-reach.ts';
import { ModelError } from './model-error.ts';
import type { Attention, GroupedAttention, LatentAttention } from './model.ts';

export const HIDDEN_SIZE = ['hidden_size', 'n_embd'] as const;
export const HEADS = ['num_attention_heads', 'n_head'] as const;

/** What families do differently about attention. */
export interface AttentionTraits {
  /** Usually hidden size ÷ heads where there is no `head_dim`; in families known for other sizes it must be there. */
  readonly headSize?: 'stated';
  /** Usually read from `num_key_value_heads`; missing in files older than grouped queries, where it is the heads. */
  readonly kvHeads?: (config: Fields, heads: number) => number;
  readonly pattern?: Pattern;
  /** Norm of queries and keys: of each head, shared by all (`head`), or over all heads together (`full`). */
  readonly qkNorm?: (config: Fields) => 'head' | 'full' | null;
  readonly biases?: (config: Fields) => { readonly qkv: boolean; readonly output: boolean };
  /** One learned logit for each head that takes attention away (gpt-oss). */
  readonly sinks?: true;
}

/** The family's files always state the key-value heads: a missing field is an error, not multi-head attention. */
export const statedKvHeads = (config: Fields): number => whole(config, 'num_key_value_heads');

export const groupedAttention =
  (traits: AttentionTraits): PartOfLayers<Attention> =>
  (config, layerCount) => {
    const types = layerTypes(config, layerCount, traits.pattern ?? allFull);
    const parts = new Map<string, Part<GroupedAttention>>();
    return types.map((type) => {
      const part = parts.get(type) ?? groupedLayer(config, traits, reachOf(config, type));
      parts.set(type, part);
      return part;
    });
  };

/** One layer, with the parameters of its biases, norms and sinks. */
export function groupedLayer(config: Fields, traits: AttentionTraits, reach: Reach): Part<GroupedAttention> {
  const heads = whole(config, HEADS);
  const kvHeads = traits.kvHeads?.(config, heads) ?? wholeOr(config, 'num_key_value_heads', heads);
  if (heads % kvHeads !== 0) {
    throw new ModelError(find(config, 'num_key_value_heads').field, `a divisor of the ${heads} heads`, kvHeads);
  }
  const headSize = headSizeOf(config, heads, traits.headSize);
  const part: GroupedAttention = { kind: 'grouped', heads, kvHeads, headSize, reach };
  return {
    part,
    smallParameters: biases(config, traits, part) + norms(config, traits, part) + (traits.sinks ? heads : 0),
  };
}

function biases(config: Fields, traits: AttentionTraits, { heads, kvHeads, headSize }: GroupedAttention): number {
  const { qkv = false, output = false } = traits.biases?.(config) ?? {};
  return (qkv ? (heads + 2 * kvHeads) * headSize : 0) + (output ? whole(config, HIDDEN_SIZE) : 0);
}

function norms(config: Fields, traits: AttentionTraits, { heads, kvHeads, headSize }: GroupedAttention): number {
  const norm = traits.qkNorm?.(config) ?? null;
  if (norm === null) return 0;
  return norm === 'head' ? 2 * headSize : (heads + kvHeads) * headSize;
}

function headSizeOf(config: Fields, heads: number, trait: AttentionTraits['headSize']): number {
  if (has(config, 'head_dim') || trait === 'stated') return whole(config, 'head_dim');
  const headSize = whole(config, HIDDEN_SIZE) / heads;
  if (Number.isInteger(headSize)) return headSize;
  const { field, value } = find(config, HEADS);
  throw new ModelError(field, 'a divisor of the hidden size where there is no head_dim', value);
}

/** DeepSeek's latent attention. `head_dim` and `num_key_value_heads` of its files mean nothing here. */
export const latentAttention: PartOfLayers<Attention> = (config, layerCount) => {
  const part: LatentAttention = {
    kind: 'latent',
    heads: whole(config, HEADS),
    queryRank: wholeOr(config, 'q_lora_rank', null),
    latentSize: whole(config, 'kv_lora_rank'),
    ropeSize: whole(config, 'qk_rope_head_dim'),
    nopeSize: whole(config, 'qk_nope_head_dim'),
    valueSize: whole(config, 'v_head_dim'),
  };
  const rank = part.queryRank ?? 0;
  const bias = flag(config, 'attention_bias', false);
  const biases = bias ? rank + part.latentSize + part.ropeSize + whole(config, HIDDEN_SIZE) : 0;
  const smallParameters = rank + part.latentSize + biases;
  return everyLayer(layerCount, { part, smallParameters });
};
