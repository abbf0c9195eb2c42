import type { Deployment } from '../deployment.ts';
import { stateBytesOf, type LinearAttention } from '../models/index.ts';
import type { LayerWork } from './layer-work.ts';
import { tokensOf, type Step } from './step.ts';

/**
 * A layer whose memory is a state of constant size: read and written once for each sequence in each step, whatever its
 * context. Both are cut evenly by tensor parallelism.
 */
export function linearAttention(attention: LinearAttention, step: Step, deployment: Deployment): LayerWork {
  const { tensor } = deployment.parallelism;
  const tokens = tokensOf(step);
  const sequences = step.decode.requests + step.prefill.length;
  const parameters = attention.projectionParameters / tensor;
  return {
    projectionParameters: parameters,
    projectionFlop: 2 * tokens * parameters,
    projectionElements: 2 * tokens * deployment.model.hiddenSize,
    attentionFlop: (2 * tokens * attention.stateMacPerToken) / tensor,
    attentionElements: 0,
    kvBytes: (2 * sequences * stateBytesOf(attention)) / tensor,
  };
}
