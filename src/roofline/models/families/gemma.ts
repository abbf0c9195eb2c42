import { groupedAttention, statedKvHeads, type AttentionTraits } from '../attention.ts';
import { denseFeedForward } from '../feed-forward.ts';
import { flag, type Fields } from '../fields.ts';
import { everyNth } from '../layer-reach.ts';
import type { Family } from './family.ts';

const traits: AttentionTraits = { headSize: 'stated', kvHeads: statedKvHeads, biases: attentionBias };

function attentionBias(config: Fields): { qkv: boolean; output: boolean } {
  const bias = flag(config, 'attention_bias', false);
  return { qkv: bias, output: bias };
}

export const gemma: Family = {
  architectures: ['GemmaForCausalLM'],
  modelTypes: ['gemma'],
  tiedEmbeddings: true,
  attention: groupedAttention(traits),
  feedForward: denseFeedForward(),
};

/** Norms before and after both parts; every second layer slides, the first of them included. */
export const gemma2: Family = {
  ...gemma,
  architectures: ['Gemma2ForCausalLM'],
  modelTypes: ['gemma2'],
  norms: () => 4,
  attention: groupedAttention({ ...traits, pattern: everyNth('sliding_attention', 'sliding_window_pattern', 2) }),
};

/** Five of six layers slide, and queries and keys are normalized. Google's files leave out much. */
export const gemma3: Family = {
  ...gemma2,
  architectures: ['Gemma3ForCausalLM', 'Gemma3ForConditionalGeneration'],
  modelTypes: ['gemma3_text'],
  // Source: transformers 5.24, models/gemma3/configuration_gemma3.py.
  usual: {
    num_attention_heads: 8,
    num_key_value_heads: 4,
    head_dim: 256,
    vocab_size: 262_208,
    max_position_embeddings: 131_072,
    sliding_window: 4096,
  },
  attention: groupedAttention({
    ...traits,
    qkNorm: () => 'head',
    pattern: everyNth('sliding_attention', ['sliding_window_pattern', '_sliding_window_pattern'], 6),
  }),
};
