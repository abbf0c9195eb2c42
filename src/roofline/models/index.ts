// Takes a Hugging Face config, or the name a model is served under. Gives its shape: parameters, bytes of weights and cache.
// A family is a row in families/, a quantization a row in quantization/methods.ts, a known model a row in catalogue.ts.
// Never guesses: what is not understood is a ModelError that names the field.
export type {
  Attention,
  DenseFeedForward,
  ExpertFeedForward,
  FeedForward,
  GroupedAttention,
  LatentAttention,
  LayerGroup,
  LinearAttention,
  Model,
  WeightFormat,
  WeightFormats,
} from './model.ts';
export { ModelError } from './model-error.ts';
export { readModel } from './read-model.ts';
export { ARCHITECTURES } from './families/index.ts';
export { CATALOGUE, type CatalogueEntry } from './catalogue.ts';
export { findModel, type FoundModel } from './find-model.ts';
export { WEIGHT_FORMAT_NAMES, withWeights } from './with-weights.ts';
export {
  attentionParameters,
  embeddingParameters,
  latentParameters,
  layerCount,
  feedForwardParameters,
  parameters,
  type ParameterCounts,
} from './parameters.ts';
export { hasExperts, mainFormat } from './main-format.ts';
export { kvHeadsPerGpu, weightBytes, weightBytesPerGpu } from './weight-bytes.ts';
export { kvBytesOfRequest, kvBytesPerToken, kvBytesPerTokenPerGpu, stateBytesOf } from './kv-cache.ts';
export { kvCacheFormat } from './kv-cache-format.ts';
