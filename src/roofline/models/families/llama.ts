import { groupedAttention } from '../attention.ts';
import { expertFeedForward, denseFeedForward } from '../feed-forward.ts';
import { flag, whole, type Fields } from '../fields.ts';
import { interleaved } from '../expert-layers.ts';
import { chunkedWithRope, everyNth, slidingIfGiven } from '../layer-reach.ts';
import type { Family } from './family.ts';

const attentionBias = (config: Fields): { qkv: boolean; output: boolean } => {
  const bias = flag(config, 'attention_bias', false);
  return { qkv: bias, output: bias };
};

/** Llama 1 to 3 and what is built like them; files older than grouped queries do not state the key-value heads. */
export const llama: Family = {
  architectures: ['LlamaForCausalLM', 'LLaMAForCausalLM', 'GraniteForCausalLM', 'SmolLM3ForCausalLM'],
  modelTypes: ['llama', 'granite', 'smollm3'],
  tiedEmbeddings: false,
  attention: groupedAttention({ biases: attentionBias }),
  feedForward: denseFeedForward({ biases: (config) => flag(config, 'mlp_bias', false) }),
};

/** Llama 4: experts in all or every second layer beside one shared expert; its norm of queries and keys has no weights. */
export const llama4: Family = {
  architectures: ['Llama4ForCausalLM', 'Llama4ForConditionalGeneration'],
  modelTypes: ['llama4_text'],
  tiedEmbeddings: false,
  attention: groupedAttention({ headSize: 'stated', biases: attentionBias, pattern: chunkedWithRope }),
  feedForward: expertFeedForward({
    intermediateSize: 'intermediate_size',
    shared: (config) => whole(config, 'intermediate_size'),
    where: interleaved,
    dense: { intermediateSize: (config) => whole(config, 'intermediate_size_mlp') },
  }),
};

/** Seed-OSS: the bias of the output projection has its own switch. */
export const seedOss: Family = {
  architectures: ['SeedOssForCausalLM'],
  modelTypes: ['seed_oss'],
  tiedEmbeddings: false,
  attention: groupedAttention({
    headSize: 'stated',
    biases: (config) => ({
      qkv: flag(config, 'attention_bias', true),
      output: flag(config, 'attention_out_bias', false),
    }),
  }),
  feedForward: denseFeedForward({ biases: (config) => flag(config, 'mlp_bias', false) }),
};

export const phi3: Family = {
  architectures: ['Phi3ForCausalLM'],
  modelTypes: ['phi3'],
  tiedEmbeddings: false,
  attention: groupedAttention({ pattern: slidingIfGiven }),
  feedForward: denseFeedForward(),
};

/** OLMo 2 and 3: queries and keys are normalized over all heads together; the third slides in three of four layers. */
export const olmo2: Family = {
  architectures: ['Olmo2ForCausalLM'],
  modelTypes: ['olmo2'],
  tiedEmbeddings: false,
  attention: groupedAttention({ qkNorm: () => 'full', biases: attentionBias }),
  feedForward: denseFeedForward(),
};

export const olmo3: Family = {
  ...olmo2,
  architectures: ['Olmo3ForCausalLM'],
  modelTypes: ['olmo3'],
  attention: groupedAttention({
    qkNorm: () => 'full',
    biases: attentionBias,
    pattern: everyNth('sliding_attention', 'sliding_window_pattern', 4),
  }),
};
