import { groupedAttention, statedKvHeads } from '../attention.ts';
import { denseFeedForward, expertFeedForward } from '../feed-forward.ts';
import { slidingIfGiven } from '../layer-reach.ts';
import type { Family } from './family.ts';

const attention = groupedAttention({ kvHeads: statedKvHeads, pattern: slidingIfGiven });

export const mistral: Family = {
  architectures: ['MistralForCausalLM'],
  modelTypes: ['mistral'],
  tiedEmbeddings: false,
  attention,
  feedForward: denseFeedForward(),
};

export const mixtral: Family = {
  architectures: ['MixtralForCausalLM'],
  modelTypes: ['mixtral'],
  tiedEmbeddings: false,
  attention,
  feedForward: expertFeedForward({ intermediateSize: 'intermediate_size' }),
};
