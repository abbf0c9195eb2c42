import type { Deployment } from '../deployment.ts';
import { latentParameters, type LatentAttention } from '../models/index.ts';
import { pairsOfChunk } from './attention-span.ts';
import type { LayerWork } from './layer-work.ts';
import { decodeTokensOf, tokensOf, type Step } from './step.ts';

/**
 * Multi-head latent attention of one layer on one of p GPUs; latent size l, rope size r, per head n without rope and v of
 * values. The latent vectors are not cut by heads: each GPU keeps and reads all of them.
 *
 *     decode, absorbed   2·c·(2l + r)·H/p FLOP for each token, c·(l + r) elements read for each request
 *     prefill            2·pairs·(n + r + v)·H/p FLOP, after 2·l·(n + v)·H/p for each cached token that is unfolded again
 *
 * Source: vLLM unfolds in prefill and absorbs the unfolding into query and output in decode
 * (vllm/v1/attention/backends/mla/common.py, 0.10 to 0.32).
 */
export function latentAttention(attention: LatentAttention, step: Step, deployment: Deployment): LayerWork {
  const { queryRank, latentSize, ropeSize, nopeSize, valueSize } = attention;
  const { hiddenSize } = deployment.model;
  const heads = attention.heads / deployment.parallelism.tensor;
  const tokens = tokensOf(step);
  const decoded = decodeTokensOf(step.decode);
  const unfolding = latentSize * heads * (nopeSize + valueSize);
  const { down, up } = latentParameters({ ...attention, heads }, hiddenSize);
  const parameters = down + up;

  let attentionFlop = 2 * decoded * step.decode.contextTokens * heads * (2 * latentSize + ropeSize);
  let unfolded = 0;
  let read = step.decode.requests * step.decode.contextTokens;
  for (const chunk of step.prefill) {
    const pairs = pairsOfChunk(null, chunk.tokens, chunk.contextTokens);
    attentionFlop += 2 * pairs * heads * (nopeSize + ropeSize + valueSize);
    unfolded += chunk.contextTokens;
    read += chunk.contextTokens + chunk.tokens;
  }
  const { latentBytes, bytesPerElement } = deployment.kvCache;
  return {
    projectionParameters: parameters,
    projectionFlop: 2 * tokens * parameters + 2 * unfolded * unfolding,
    projectionElements:
      tokens *
      (2 * hiddenSize + 2 * (queryRank ?? 0) + latentSize + ropeSize + heads * (nopeSize + ropeSize + valueSize)),
    attentionFlop,
    attentionElements: tokens * heads * (nopeSize + ropeSize + valueSize),
    kvBytes: (latentBytes ?? (latentSize + ropeSize) * bytesPerElement) * (read + tokens),
  };
}
