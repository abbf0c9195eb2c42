import { HIDDEN_SIZE, groupedAttention, statedKvHeads, type AttentionTraits } from '../attention.ts';
import { sparseStep } from '../expert-layers.ts';
import { denseFeedForward, expertFeedForward, type ExpertTraits } from '../feed-forward.ts';
import { flag, whole, wholeOr, type Fields } from '../fields.ts';
import { slidingIfUsed } from '../layer-reach.ts';
import { gatedDeltaHybrid } from '../linear-attention.ts';
import type { Family } from './family.ts';

const experts: ExpertTraits = { intermediateSize: 'moe_intermediate_size', where: sparseStep };

/** One shared expert, behind a gate of one row. */
const withSharedExpert: ExpertTraits = {
  ...experts,
  shared: (config) => wholeOr(config, 'shared_expert_intermediate_size', 0, { least: 0 }),
  small: (config) => whole(config, HIDDEN_SIZE),
};

const second: AttentionTraits = {
  kvHeads: statedKvHeads,
  pattern: slidingIfUsed,
  biases: (config) => ({ qkv: flag(config, 'qkv_bias', true), output: false }),
};

const third: AttentionTraits = {
  headSize: 'stated',
  kvHeads: statedKvHeads,
  pattern: slidingIfUsed,
  qkNorm: () => 'head',
  biases: attentionBias,
};

function attentionBias(config: Fields): { qkv: boolean; output: boolean } {
  const bias = flag(config, 'attention_bias', false);
  return { qkv: bias, output: bias };
}

/** Qwen2 and 2.5: queries, keys and values have biases. */
export const qwen2: Family = {
  architectures: ['Qwen2ForCausalLM', 'Qwen2VLForConditionalGeneration', 'Qwen2_5_VLForConditionalGeneration'],
  modelTypes: ['qwen2', 'qwen2_vl_text', 'qwen2_5_vl_text'],
  tiedEmbeddings: false,
  attention: groupedAttention(second),
  feedForward: denseFeedForward(),
};

export const qwen2Moe: Family = {
  ...qwen2,
  architectures: ['Qwen2MoeForCausalLM'],
  modelTypes: ['qwen2_moe'],
  feedForward: expertFeedForward(withSharedExpert),
};

/** Qwen3: no biases, but norms of queries and keys. */
export const qwen3: Family = {
  architectures: ['Qwen3ForCausalLM', 'Qwen3VLForConditionalGeneration'],
  modelTypes: ['qwen3', 'qwen3_vl_text'],
  tiedEmbeddings: false,
  attention: groupedAttention(third),
  feedForward: denseFeedForward(),
};

export const qwen3Moe: Family = {
  ...qwen3,
  architectures: ['Qwen3MoeForCausalLM', 'Qwen3VLMoeForConditionalGeneration'],
  modelTypes: ['qwen3_moe', 'qwen3_vl_moe_text'],
  feedForward: expertFeedForward(experts),
};

/** Qwen3-Next, Qwen3.5 and 3.6: three of four layers are linear. */
export const qwen3Next: Family = {
  architectures: ['Qwen3NextForCausalLM', 'Qwen3_5MoeForCausalLM', 'Qwen3_5MoeForConditionalGeneration'],
  modelTypes: ['qwen3_next', 'qwen3_5_moe_text'],
  tiedEmbeddings: false,
  attention: gatedDeltaHybrid,
  feedForward: expertFeedForward(withSharedExpert),
};

export const qwen35: Family = {
  ...qwen3Next,
  architectures: ['Qwen3_5ForCausalLM', 'Qwen3_5ForConditionalGeneration'],
  modelTypes: ['qwen3_5_text'],
  feedForward: denseFeedForward(),
};
