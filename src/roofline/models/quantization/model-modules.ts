import type { Layer } from '../layer.ts';
import type { Attention, FeedForward } from '../model.ts';
import { attentionParameters, feedForwardParameters } from '../parameters.ts';

/** What one format is kept for. */
export type Role = 'attention' | 'dense' | 'experts' | 'head';

/** Matrices of one layer that are quantized together, under all names they have in files, and how many numbers they are. */
export interface Modules {
  readonly role: Role;
  readonly names: readonly string[];
  readonly parameters: number;
}

/** All matrices of the layers, as configs name them. Shared experts follow the routed ones, of which they are a few percent. */
export function modulesOf(layers: readonly Layer[], hiddenSize: number): readonly Modules[] {
  return layers.flatMap(({ attention, feedForward }, i) => {
    const named = (names: readonly string[]): string[] => names.map((name) => `model.layers.${i}.${name}`);
    return [
      ...attentionModules(attention, hiddenSize).map(([names, parameters]) => ({
        role: 'attention' as const,
        names: named(names),
        parameters,
      })),
      {
        role: feedForward.kind,
        names: named(FEED_FORWARD[feedForward.kind]),
        parameters: feedForwardParameters(feedForward, hiddenSize).matrices,
      },
    ];
  });
}

const FEED_FORWARD: Readonly<Record<FeedForward['kind'], readonly string[]>> = {
  dense: ['mlp.gate_proj', 'mlp.gate_up_proj', 'feed_forward.gate_proj'],
  experts: ['mlp.experts.0.gate_proj', 'block_sparse_moe.experts.0.w1', 'feed_forward.experts.0.gate_proj'],
};

type NamedParameters = readonly [names: readonly string[], parameters: number];

function attentionModules(attention: Attention, hiddenSize: number): readonly NamedParameters[] {
  switch (attention.kind) {
    case 'linear':
      return [[['linear_attn.in_proj_qkv', 'linear_attn.in_proj_qkvz'], attention.projectionParameters]];
    case 'grouped': {
      const output = hiddenSize * attention.heads * attention.headSize;
      const all = attentionParameters(attention, hiddenSize);
      return [
        [['self_attn.q_proj', 'self_attn.qkv_proj'], all - output],
        [['self_attn.o_proj'], output],
      ];
    }
    case 'latent': {
      const { heads, queryRank, latentSize, ropeSize, nopeSize, valueSize } = attention;
      const queries = (queryRank ?? hiddenSize) * heads * (nopeSize + ropeSize);
      return [
        [['self_attn.q_b_proj', 'self_attn.q_proj'], queries],
        [['self_attn.q_a_proj'], hiddenSize * (queryRank ?? 0)],
        [['self_attn.kv_a_proj_with_mqa'], hiddenSize * (latentSize + ropeSize)],
        [['self_attn.kv_b_proj'], latentSize * heads * (nopeSize + valueSize)],
        [['self_attn.o_proj'], heads * valueSize * hiddenSize],
      ];
    }
  }
}
