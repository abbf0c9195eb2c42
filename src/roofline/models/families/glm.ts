import { groupedAttention, statedKvHeads, type AttentionTraits } from '../attention.ts';
import { afterTheFirst } from '../expert-layers.ts';
import { denseFeedForward, expertFeedForward, scoreCorrection, sharedLikeRouted } from '../feed-forward.ts';
import { flag } from '../fields.ts';
import type { Family } from './family.ts';

const traits: AttentionTraits = {
  headSize: 'stated',
  kvHeads: statedKvHeads,
  biases: (config) => ({ qkv: flag(config, 'attention_bias', false), output: false }),
};

export const glm: Family = {
  architectures: ['GlmForCausalLM'],
  modelTypes: ['glm'],
  tiedEmbeddings: false,
  attention: groupedAttention(traits),
  feedForward: denseFeedForward(),
};

export const glm4: Family = { ...glm, architectures: ['Glm4ForCausalLM'], modelTypes: ['glm4'], norms: () => 4 };

/** GLM-4.5, 4.6 and 4.7. */
export const glm4Moe: Family = {
  ...glm,
  architectures: ['Glm4MoeForCausalLM'],
  modelTypes: ['glm4_moe'],
  attention: groupedAttention({ ...traits, qkNorm: (config) => (flag(config, 'use_qk_norm', false) ? 'head' : null) }),
  feedForward: expertFeedForward({
    intermediateSize: 'moe_intermediate_size',
    shared: sharedLikeRouted,
    small: scoreCorrection,
    where: afterTheFirst,
  }),
};
