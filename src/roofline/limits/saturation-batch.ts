import { computeTypeOn, peakFlopPerSecond } from '../accelerators/index.ts';
import type { Deployment } from '../deployment.ts';
import type { FeedForward } from '../models/index.ts';

/**
 * B_sat: tokens in a step from which on the largest weight matrices take longer to multiply than to read.
 *
 *     dense     ridge · bytes per weight ÷ 2        ridge = peak FLOP/s ÷ bandwidth
 *     experts   that · E ÷ k, since each expert gets only T·k/E of the tokens
 *
 * Activations and the KV cache are left out; with them a step may stay memory-bound for any batch (criticalContextTokens).
 */
export function saturationBatch({ model, accelerator }: Deployment): number {
  const largest = model.layers.reduce<FeedForward | undefined>(
    (found, { feedForward }) => (found?.kind === 'experts' ? found : feedForward),
    undefined,
  );
  const format = largest?.kind === 'experts' ? model.formats.experts : model.formats.dense;
  const peak = peakFlopPerSecond(accelerator, computeTypeOn(accelerator, format.compute));
  const ofMatrix = ((peak / accelerator.bytesPerSecond) * format.bitsPerParameter) / 8 / 2;
  return largest?.kind === 'experts' ? (ofMatrix * largest.experts) / largest.expertsPerToken : ofMatrix;
}
