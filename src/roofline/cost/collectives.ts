import { allReduceSeconds, interconnectBytesPerSecond } from '../accelerators/index.ts';
import type { Deployment } from '../deployment.ts';
import type { LayerGroup } from '../models/index.ts';
import { tokensOf, type Step } from './step.ts';

/** After attention and after the feed-forward part. */
const ALL_REDUCES_PER_LAYER = 2;

/**
 * Time of a step in which GPUs wait for each other's numbers:
 *
 *     tensor     an all-reduce of T·D activations twice in each layer, and once behind the embedding
 *     experts    with `expert` and several data-parallel ranks, instead of the second one: T·k·D activations out and back
 *     pipeline   T·D activations from each stage to the next
 *
 * All-reduces by measured tables where there are any; the others by the bandwidth of the link alone, which is their floor.
 */
export function collectiveSeconds(step: Step, deployment: Deployment): number {
  const { accelerator, model, parallelism, activationBytesPerElement } = deployment;
  const { tensor, pipeline } = parallelism;
  const bytes = tokensOf(step) * model.hiddenSize * activationBytesPerElement;
  if (bytes === 0) return 0;
  const linkBytesPerSecond = interconnectBytesPerSecond(accelerator);
  const allReduce = allReduceSeconds(accelerator, tensor, bytes).seconds;
  const ofLayers = model.layers.reduce((sum, group) => {
    const exchanged = exchangedShare(group, deployment);
    const reduces = exchanged > 0 ? ALL_REDUCES_PER_LAYER - 1 : ALL_REDUCES_PER_LAYER;
    return sum + group.count * (reduces * allReduce + (bytes * exchanged) / linkBytesPerSecond);
  }, 0);
  return ofLayers + allReduce + ((pipeline - 1) * bytes) / linkBytesPerSecond;
}

/** How many times T·D activations leave a GPU for experts elsewhere, there and back. */
function exchangedShare({ feedForward }: LayerGroup, { parallelism }: Deployment): number {
  const { tensor, data, expert } = parallelism;
  if (feedForward.kind !== 'experts' || !expert || data === 1) return 0;
  const elsewhere = 1 - 1 / (tensor * data);
  return (2 * feedForward.expertsPerToken * elsewhere) / tensor;
}
