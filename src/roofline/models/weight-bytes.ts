import type { Parallelism } from '../deployment.ts';
import { SINGLE_GPU } from '../deployment.ts';
import type { LayerGroup, Model, WeightFormat } from './model.ts';
import { embeddingParameters, latentParameters, layerCount, sumOverLayers } from './parameters.ts';

// Norms, biases and routers are never quantized.
const SIXTEEN_BITS = 2;

/** All weights, once, as they are stored: scales and zero points included. */
export const weightBytes = (model: Model): number => weightBytesPerGpu(model, SINGLE_GPU);

/**
 * What one GPU of the fullest pipeline stage keeps.
 *
 * - Tensor parallelism cuts matrices; key-value heads that are fewer than the GPUs are kept more than once, and so are
 *   the ways down of latent attention, norms, biases and routers.
 * - Experts are shared by all tensor × data GPUs: cut, or with expert parallelism whole, rounded up.
 *   Source: vLLM, docs/serving/data_parallel_deployment.md.
 * - The fullest stage has ⌈layers ÷ stages⌉ of the average layer, and beside them the embedding or the head.
 */
export function weightBytesPerGpu(model: Model, parallelism: Parallelism): number {
  const { tensor, pipeline } = parallelism;
  const layers = sumOverLayers(model, (layer) => layerBytes(layer, model, parallelism));
  const embedding = stored(embeddingParameters(model), model.formats.embedding) / tensor;
  const head = stored(embeddingParameters(model), model.formats.head) / tensor;
  const ends = pipeline > 1 ? Math.max(embedding, head) : embedding + (model.tiedEmbeddings ? 0 : head);
  return layers * stageShare(model, parallelism) + ends + model.otherParameters * SIXTEEN_BITS;
}

/** Of all layers, those of the fullest stage. */
export function stageShare(model: Model, { pipeline }: Parallelism): number {
  const layers = layerCount(model);
  return Math.ceil(layers / pipeline) / Math.max(1, layers);
}

function layerBytes(layer: LayerGroup, model: Model, parallelism: Parallelism): number {
  return attentionBytes(layer, model, parallelism) + feedForwardBytes(layer, model, parallelism);
}

function attentionBytes({ attention }: LayerGroup, { hiddenSize, formats }: Model, { tensor }: Parallelism): number {
  switch (attention.kind) {
    case 'linear':
      return stored(attention.projectionParameters / tensor, formats.attention);
    case 'grouped': {
      const { heads, kvHeads, headSize, outputGate } = attention;
      const rows = ((outputGate ? 3 : 2) * heads) / tensor + 2 * kvHeadsPerGpu(kvHeads, tensor);
      return stored(hiddenSize * headSize * rows, formats.attention);
    }
    case 'latent': {
      const { down, up } = latentParameters(attention, hiddenSize);
      return stored(down + up / tensor, formats.attention);
    }
  }
}

/** Of G heads, at least one; vLLM keeps copies where GPUs are more. */
export const kvHeadsPerGpu = (kvHeads: number, tensor: number): number => Math.max(1, Math.ceil(kvHeads / tensor));

function feedForwardBytes(
  { feedForward, smallParameters }: LayerGroup,
  model: Model,
  parallelism: Parallelism,
): number {
  const { hiddenSize, formats } = model;
  const { tensor, data, expert } = parallelism;
  if (feedForward.kind === 'dense') {
    const { matrices, intermediateSize } = feedForward;
    return stored((matrices * hiddenSize * intermediateSize) / tensor, formats.dense) + smallParameters * SIXTEEN_BITS;
  }
  const { experts, intermediateSize, sharedIntermediateSize, biasesPerExpert = 0 } = feedForward;
  const ranks = tensor * data;
  const expertsHere = expert ? Math.ceil(experts / ranks) : experts / ranks;
  const matrices = 3 * hiddenSize * (expertsHere * intermediateSize + sharedIntermediateSize / tensor);
  const small = smallParameters - (experts - expertsHere) * biasesPerExpert + hiddenSize * experts;
  return stored(matrices, formats.experts) + small * SIXTEEN_BITS;
}

const stored = (parameters: number, { bitsPerParameter }: WeightFormat): number => (parameters * bitsPerParameter) / 8;
