import { HIDDEN_SIZE, groupedAttention, statedKvHeads } from '../attention.ts';
import { denseFeedForward } from '../feed-forward.ts';
import { expectFlag, flag, whole, wholeOr, type Fields } from '../fields.ts';
import { slidingIfGiven } from '../layer-reach.ts';
import { ModelError } from '../model-error.ts';
import type { Family } from './family.ts';

// Families with LayerNorm and a plain feed-forward part of two matrices.

const everywhere = (): { qkv: true; output: true } => ({ qkv: true, output: true });

/** Learned positions, shifted by two. The smallest OPT but one has another order of norms, and is not understood. */
export const opt: Family = {
  architectures: ['OPTForCausalLM'],
  modelTypes: ['opt'],
  tiedEmbeddings: true,
  shiftedNorms: true,
  attention: groupedAttention({ biases: everywhere }),
  feedForward: denseFeedForward({
    matrices: 2,
    intermediateSize: (config) => whole(config, 'ffn_dim'),
    biases: () => true,
  }),
  otherParameters: (config) => {
    expectFlag(config, 'do_layer_norm_before', true);
    expectFlag(config, 'enable_bias', true);
    expectFlag(config, 'layer_norm_elementwise_affine', true);
    expectFlag(config, '_remove_final_layer_norm', false);
    const hidden = whole(config, HIDDEN_SIZE);
    const embedding = wholeOr(config, 'word_embed_proj_dim', hidden);
    if (embedding !== hidden) throw new ModelError(`${config.path}word_embed_proj_dim`, `${hidden}`, embedding);
    return (whole(config, 'max_position_embeddings') + 2) * hidden;
  },
};

const learnedPositions = (config: Fields): number => whole(config, 'n_positions') * whole(config, HIDDEN_SIZE);

const fourfold = (config: Fields): number => wholeOr(config, 'n_inner', 4 * whole(config, HIDDEN_SIZE));

export const gpt2: Family = {
  architectures: ['GPT2LMHeadModel'],
  modelTypes: ['gpt2'],
  tiedEmbeddings: true,
  shiftedNorms: true,
  attention: groupedAttention({ biases: everywhere, kvHeads: (_, heads) => heads }),
  feedForward: denseFeedForward({ matrices: 2, intermediateSize: fourfold, biases: () => true }),
  otherParameters: learnedPositions,
};

/** StarCoder: as GPT-2, all heads sharing one key and value. */
export const gptBigCode: Family = {
  ...gpt2,
  architectures: ['GPTBigCodeForCausalLM'],
  modelTypes: ['gpt_bigcode'],
  attention: groupedAttention({
    biases: everywhere,
    kvHeads: (config, heads) => (flag(config, 'multi_query', true) ? 1 : heads),
  }),
};

export const gptNeoX: Family = {
  architectures: ['GPTNeoXForCausalLM'],
  modelTypes: ['gpt_neox'],
  tiedEmbeddings: false,
  shiftedNorms: true,
  attention: groupedAttention({
    kvHeads: (_, heads) => heads,
    biases: (config) => {
      const bias = flag(config, 'attention_bias', true);
      return { qkv: bias, output: bias };
    },
  }),
  feedForward: denseFeedForward({ matrices: 2, biases: () => true }),
};

const useBias = (config: Fields): boolean => flag(config, 'use_bias', true);

export const starcoder2: Family = {
  architectures: ['Starcoder2ForCausalLM'],
  modelTypes: ['starcoder2'],
  tiedEmbeddings: true,
  shiftedNorms: true,
  attention: groupedAttention({
    kvHeads: statedKvHeads,
    pattern: slidingIfGiven,
    biases: (config) => ({ qkv: useBias(config), output: useBias(config) }),
  }),
  feedForward: denseFeedForward({ matrices: 2, biases: useBias }),
};

export const nemotron: Family = {
  architectures: ['NemotronForCausalLM'],
  modelTypes: ['nemotron'],
  tiedEmbeddings: false,
  shiftedNorms: true,
  attention: groupedAttention({
    biases: (config) => {
      const bias = flag(config, 'attention_bias', false);
      return { qkv: bias, output: bias };
    },
  }),
  feedForward: denseFeedForward({ matrices: 2, biases: (config) => flag(config, 'mlp_bias', false) }),
};

/** Attention and feed-forward side by side behind one norm; the head has a bias. */
export const phi: Family = {
  architectures: ['PhiForCausalLM'],
  modelTypes: ['phi'],
  tiedEmbeddings: false,
  norms: () => 1,
  shiftedNorms: true,
  attention: groupedAttention({ biases: everywhere }),
  feedForward: denseFeedForward({ matrices: 2, biases: () => true }),
  otherParameters: (config) => {
    expectFlag(config, 'qk_layernorm', false);
    return whole(config, 'vocab_size');
  },
};
