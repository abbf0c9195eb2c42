import { latentAttention } from '../attention.ts';
import { afterTheFirst } from '../expert-layers.ts';
import { expertFeedForward, scoreCorrection, sharedLikeRouted, type ExpertTraits } from '../feed-forward.ts';
import type { Family } from './family.ts';

const experts: ExpertTraits = {
  intermediateSize: 'moe_intermediate_size',
  shared: sharedLikeRouted,
  where: afterTheFirst,
};

export const deepseekV2: Family = {
  architectures: ['DeepseekV2ForCausalLM'],
  modelTypes: ['deepseek_v2'],
  tiedEmbeddings: false,
  attention: latentAttention,
  feedForward: expertFeedForward(experts),
};

/** DeepSeek V3, R1, V3.1 and Kimi K2; not V3.2, whose indexer keeps keys of its own. */
export const deepseekV3: Family = {
  ...deepseekV2,
  architectures: ['DeepseekV3ForCausalLM', 'KimiK25ForConditionalGeneration'],
  modelTypes: ['deepseek_v3', 'kimi_k2'],
  feedForward: expertFeedForward({ ...experts, small: scoreCorrection }),
};
