import type { Deployment } from '../deployment.ts';
import { mainFormat, type ExpertFeedForward } from '../models/index.ts';
import { ridgeOfWeights } from './ridge-of-weights.ts';

/**
 * B_sat: tokens in a step from which on the largest weight matrices take longer to multiply than to read.
 *
 *     dense     ridge · bytes per weight ÷ 2        ridge = peak FLOP/s ÷ bandwidth
 *     experts   that · E ÷ k, since each expert gets only T·k/E of the tokens
 *
 * Activations and the KV cache are left out; with them a step may stay memory-bound for any batch (criticalContextTokens).
 */
export function saturationBatch(deployment: Deployment): number {
  const { model } = deployment;
  const ofMatrix = (ridgeOfWeights(deployment) * mainFormat(model).bitsPerParameter) / 8 / 2;
  const experts = model.layers
    .map(({ feedForward }) => feedForward)
    .find((feedForward): feedForward is ExpertFeedForward => feedForward.kind === 'experts');
  return experts ? (ofMatrix * experts.experts) / experts.expertsPerToken : ofMatrix;
}
