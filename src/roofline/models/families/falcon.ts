import { HIDDEN_SIZE, groupedAttention } from '../attention.ts';
import { denseFeedForward } from '../feed-forward.ts';
import { flag, whole, wholeOr, type Fields } from '../fields.ts';
import type { Family } from './family.ts';

const isNew = (config: Fields): boolean => flag(config, 'new_decoder_architecture', false);
const bias = (config: Fields): boolean => flag(config, 'bias', false);

/** Falcon: multi-query at 7B, groups from 40B on (`new_decoder_architecture`), both with parallel parts; 1B in sequence. */
export const falcon: Family = {
  architectures: ['FalconForCausalLM', 'RWForCausalLM'],
  modelTypes: ['falcon'],
  tiedEmbeddings: true,
  shiftedNorms: true,
  norms: (config) => {
    if (isNew(config)) return wholeOr(config, 'num_ln_in_parallel_attn', 2, { most: 2 });
    return flag(config, 'parallel_attn', true) ? 1 : 2;
  },
  attention: groupedAttention({
    kvHeads: (config, heads) => {
      if (isNew(config)) return wholeOr(config, ['num_kv_heads', 'n_head_kv'], heads);
      return flag(config, 'multi_query', true) ? 1 : heads;
    },
    biases: (config) => ({ qkv: bias(config), output: bias(config) }),
  }),
  feedForward: denseFeedForward({
    matrices: 2,
    intermediateSize: (config) => wholeOr(config, 'ffn_hidden_size', 4 * whole(config, HIDDEN_SIZE)),
    biases: bias,
  }),
};
