import type { Deployment } from '../deployment.ts';
import { kvHeadsPerGpu, type GroupedAttention } from '../models/index.ts';
import { keysOfChunk, pairsOfChunk, spanOfToken } from './attention-span.ts';
import { decodeTokensOf, tokensOf, type Step } from './step.ts';
import type { LayerWork } from './layer-work.ts';

/**
 * Grouped-query attention of one layer on one of p tensor-parallel GPUs; H heads and G key-value heads of size d, hidden
 * size D, T tokens in the step. Fewer key-value heads than GPUs are kept more than once.
 *
 *     projections   2·T·D·d·(2H + 2G)/p FLOP, 3H with an output gate
 *     decode        4·c·d·H/p FLOP and 2·c·d·G/p elements of KV cache for each request of context c
 *     prefill       4·pairs·d·H/p FLOP, keys and values read once for each chunk
 *
 * Verified drafts share the reading of the cache. Activations: what goes into and comes out of each kernel.
 */
export function groupedAttention(attention: GroupedAttention, step: Step, deployment: Deployment): LayerWork {
  const { heads, kvHeads, headSize, reach, outputGate } = attention;
  const { hiddenSize } = deployment.model;
  const { tensor } = deployment.parallelism;
  const kvBytesPerElement = deployment.kvCache.bytesPerElement;
  const queries = (heads / tensor) * headSize;
  const keys = kvHeadsPerGpu(kvHeads, tensor) * headSize;
  const tokens = tokensOf(step);
  const projected = (outputGate ? 3 : 2) * queries + 2 * keys;

  const { requests, contextTokens } = step.decode;
  const span = spanOfToken(reach, contextTokens);
  let pairs = decodeTokensOf(step.decode) * span;
  let read = requests * span;
  for (const chunk of step.prefill) {
    pairs += pairsOfChunk(reach, chunk.tokens, chunk.contextTokens);
    read += keysOfChunk(reach, chunk.tokens, chunk.contextTokens);
  }
  return {
    projectionParameters: hiddenSize * projected,
    projectionFlop: 2 * tokens * hiddenSize * projected,
    projectionElements: tokens * (2 * hiddenSize + projected),
    attentionFlop: 4 * pairs * queries,
    attentionElements: 2 * tokens * queries,
    kvBytes: 2 * keys * kvBytesPerElement * (read + tokens),
  };
}
