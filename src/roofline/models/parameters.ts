import type { Attention, FeedForward, LayerGroup, Model } from './model.ts';

/** Whole numbers; a model of 2^53 parameters or more is refused when it is read. */
export interface ParameterCounts {
  readonly total: number;
  /** That a token meets: of the experts only those it is sent to, shared ones included. */
  readonly active: number;
  /** Without the input embedding, of which a token meets one row; embedding and head in one count once, as the head. */
  readonly activeWithoutEmbedding: number;
}

/**
 * Counted from the shape, exactly; vision towers and layers for multi-token prediction are not inside. Cards count as they
 * like: Qwen3's active parameters include the embedding, gpt-oss's do not.
 */
export function parameters(model: Model): ParameterCounts {
  const embedding = embeddingParameters(model);
  const head = model.tiedEmbeddings ? 0 : embedding;
  const outside = embedding + head + model.otherParameters;
  const total = outside + sumOverLayers(model, (layer) => layerParameters(layer, model.hiddenSize));
  const idle = sumOverLayers(model, (layer) => idleParameters(layer.feedForward, model.hiddenSize));
  const active = total - idle;
  return { total, active, activeWithoutEmbedding: active - (model.tiedEmbeddings ? 0 : embedding) };
}

export const embeddingParameters = ({ hiddenSize, vocabularySize }: Model): number => hiddenSize * vocabularySize;

export const sumOverLayers = ({ layers }: Pick<Model, 'layers'>, of: (layer: LayerGroup) => number): number =>
  layers.reduce((sum, layer) => sum + layer.count * of(layer), 0);

export const layerCount = (model: Pick<Model, 'layers'>): number => sumOverLayers(model, () => 1);

const layerParameters = ({ attention, feedForward, smallParameters }: LayerGroup, hiddenSize: number): number => {
  const { matrices, router } = feedForwardParameters(feedForward, hiddenSize);
  return attentionParameters(attention, hiddenSize) + matrices + router + smallParameters;
};

/** Of the matrices of one layer, without biases and norms. D: hidden size, H heads, G key-value heads of size d. */
export function attentionParameters(attention: Attention, hiddenSize: number): number {
  if (attention.kind === 'linear') return attention.projectionParameters;
  if (attention.kind === 'grouped') {
    const { heads, kvHeads, headSize, outputGate } = attention;
    return hiddenSize * headSize * ((outputGate ? 3 : 2) * heads + 2 * kvHeads);
  }
  const { down, up } = latentParameters(attention, hiddenSize);
  return down + up;
}

/** Latent attention: the ways down, which have no heads, and the ways up and out, which have. */
export function latentParameters(
  { heads, queryRank, latentSize, ropeSize, nopeSize, valueSize }: Extract<Attention, { kind: 'latent' }>,
  hiddenSize: number,
): { readonly down: number; readonly up: number } {
  const queries = heads * (nopeSize + ropeSize);
  return {
    down: hiddenSize * ((queryRank ?? 0) + latentSize + ropeSize),
    up:
      (queryRank ?? hiddenSize) * queries +
      latentSize * heads * (nopeSize + valueSize) +
      heads * valueSize * hiddenSize,
  };
}

/** Of one layer: its matrices (all experts, and the shared ones), and the router in front of them. */
export function feedForwardParameters(
  feedForward: FeedForward,
  hiddenSize: number,
): { readonly matrices: number; readonly router: number } {
  if (feedForward.kind === 'dense') {
    return { matrices: feedForward.matrices * hiddenSize * feedForward.intermediateSize, router: 0 };
  }
  const { experts, intermediateSize, sharedIntermediateSize } = feedForward;
  return {
    matrices: 3 * hiddenSize * (experts * intermediateSize + sharedIntermediateSize),
    router: hiddenSize * experts,
  };
}

function idleParameters(feedForward: FeedForward, hiddenSize: number): number {
  if (feedForward.kind === 'dense') return 0;
  const { experts, expertsPerToken, intermediateSize, biasesPerExpert = 0 } = feedForward;
  return (experts - expertsPerToken) * (3 * hiddenSize * intermediateSize + biasesPerExpert);
}
