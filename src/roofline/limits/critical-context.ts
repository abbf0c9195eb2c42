import { peakFlopPerSecond } from '../accelerators/index.ts';
import { decodeStep, stepCost } from '../cost/index.ts';
import type { Deployment } from '../deployment.ts';

/** Longer than any model is served with. */
const LONGEST_TOKENS = 2 ** 27;

/**
 * c*: the context from which on no batch, however large, makes decoding compute-bound, because each further request brings
 * more KV cache to read than work to do:
 *
 *     FLOP of a token at context c ÷ peaks  =  KV bytes it reads ÷ bandwidth
 *
 * Weights are left out, since a large batch shares them. Null: such a context does not exist (small latent or windowed
 * caches); 0: even the shortest context reads more than it computes.
 */
export function criticalContextTokens(deployment: Deployment): number | null {
  if (!isMemoryBound(deployment, LONGEST_TOKENS)) return null;
  let [below, above] = [0, LONGEST_TOKENS];
  while (above - below > 0.01) {
    const middle = (below + above) / 2;
    if (isMemoryBound(deployment, middle)) above = middle;
    else below = middle;
  }
  return above;
}

function isMemoryBound(deployment: Deployment, contextTokens: number): boolean {
  const { accelerator } = deployment;
  let computeSeconds = 0;
  let readSeconds = 0;
  for (const { flop, compute, kvBytes } of stepCost(decodeStep(1, contextTokens), deployment)) {
    computeSeconds += flop / peakFlopPerSecond(accelerator, compute);
    readSeconds += kvBytes / accelerator.bytesPerSecond;
  }
  return readSeconds > computeSeconds;
}
