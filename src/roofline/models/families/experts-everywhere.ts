import { HIDDEN_SIZE, groupedAttention, statedKvHeads } from '../attention.ts';
import { expertFeedForward } from '../feed-forward.ts';
import { flag, isIndex, list, whole, wholeOr, type Fields } from '../fields.ts';
import { everyNth, slidingIfGiven } from '../layer-reach.ts';
import { ModelError } from '../model-error.ts';
import type { Family } from './family.ts';

/** Every second layer looks back 128 tokens; sinks, and biases on everything, routers and experts included. */
export const gptOss: Family = {
  architectures: ['GptOssForCausalLM'],
  modelTypes: ['gpt_oss'],
  tiedEmbeddings: false,
  attention: groupedAttention({
    headSize: 'stated',
    kvHeads: statedKvHeads,
    pattern: everyNth('sliding_attention', 'sliding_window_pattern', 2),
    biases: (config) => {
      const bias = flag(config, 'attention_bias', true);
      return { qkv: bias, output: bias };
    },
    sinks: true,
  }),
  feedForward: expertFeedForward({
    intermediateSize: 'intermediate_size',
    small: (_, experts) => experts,
    biasesPerExpert: (config, intermediateSize) => 2 * intermediateSize + whole(config, HIDDEN_SIZE),
  }),
};

/** MiniMax-M2: full attention with norms over all heads, scores corrected for balance. */
export const minimaxM2: Family = {
  architectures: ['MiniMaxM2ForCausalLM'],
  modelTypes: ['minimax_m2'],
  tiedEmbeddings: false,
  attention: groupedAttention({
    headSize: 'stated',
    kvHeads: statedKvHeads,
    qkNorm: (config) => {
      onlyFullAttention(config);
      return flag(config, 'use_qk_norm', true) ? 'full' : null;
    },
  }),
  feedForward: expertFeedForward({
    intermediateSize: 'intermediate_size',
    shared: (config) => wholeOr(config, 'shared_intermediate_size', 0, { least: 0 }),
    small: (config, experts) => (flag(config, 'use_routing_bias', true) ? experts : 0),
  }),
};

export const graniteMoe: Family = {
  architectures: ['GraniteMoeForCausalLM'],
  modelTypes: ['granitemoe'],
  tiedEmbeddings: false,
  attention: groupedAttention({}),
  feedForward: expertFeedForward({ intermediateSize: 'intermediate_size' }),
};

export const olmoe: Family = {
  architectures: ['OlmoeForCausalLM'],
  modelTypes: ['olmoe'],
  tiedEmbeddings: false,
  attention: groupedAttention({ qkNorm: () => 'full' }),
  feedForward: expertFeedForward({ intermediateSize: 'intermediate_size' }),
};

/** Phi-3.5-MoE: norms with a shift, biases on attention and on the head. */
export const phiMoe: Family = {
  architectures: ['PhiMoEForCausalLM', 'PhimoeForCausalLM'],
  modelTypes: ['phimoe'],
  tiedEmbeddings: false,
  shiftedNorms: true,
  attention: groupedAttention({
    kvHeads: statedKvHeads,
    pattern: slidingIfGiven,
    biases: (config) => {
      const bias = flag(config, 'attention_bias', false);
      return { qkv: bias, output: bias };
    },
  }),
  feedForward: expertFeedForward({ intermediateSize: 'intermediate_size' }),
  otherParameters: (config) => (flag(config, 'lm_head_bias', false) ? whole(config, 'vocab_size') : 0),
};

/** Its predecessor's list of layers of lightning attention: here all ones. */
function onlyFullAttention(config: Fields): void {
  const types = list(config, 'attn_type_list', '1', isIndex) ?? [];
  const other = types.find((type) => type !== 1);
  if (other !== undefined) throw new ModelError(`${config.path}attn_type_list`, '1 (full attention) everywhere', other);
}
