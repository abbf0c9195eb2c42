import { HIDDEN_SIZE } from './attention.ts';
import { find, whole, wholeOr, type Fields, type Names } from './fields.ts';
import { everyLayer, type Part, type PartOfLayers } from './layer.ts';
import { ModelError } from './model-error.ts';
import type { ExpertFeedForward, FeedForward } from './model.ts';

/** What families do differently about a dense feed-forward part. */
export interface DenseTraits {
  readonly matrices?: 2 | 3;
  readonly intermediateSize?: (config: Fields) => number;
  readonly biases?: (config: Fields) => boolean;
}

export const denseFeedForward =
  (traits: DenseTraits = {}): PartOfLayers<FeedForward> =>
  (config, layerCount) =>
    everyLayer(layerCount, denseLayer(config, traits));

export function denseLayer(config: Fields, traits: DenseTraits = {}): Part<FeedForward> {
  const { matrices = 3, biases } = traits;
  const intermediateSize = traits.intermediateSize?.(config) ?? whole(config, 'intermediate_size');
  const smallParameters = biases?.(config) ? (matrices - 1) * intermediateSize + whole(config, HIDDEN_SIZE) : 0;
  return { part: { kind: 'dense', intermediateSize, matrices }, smallParameters };
}

/** What families do differently about experts. */
export interface ExpertTraits {
  readonly intermediateSize: Names;
  /** Width of all shared experts together. */
  readonly shared?: (config: Fields) => number;
  /** Small parameters of one layer besides the biases of experts. */
  readonly small?: (config: Fields, experts: number) => number;
  readonly biasesPerExpert?: (config: Fields, intermediateSize: number) => number;
  /** Which layers have experts, by index; usually all. The others are dense. */
  readonly where?: (config: Fields, layerCount: number) => (layer: number) => boolean;
  readonly dense?: DenseTraits;
}

// One number has had three names; a family reads whichever its file has.
export const EXPERTS = ['num_local_experts', 'num_experts', 'n_routed_experts'] as const;
const EXPERTS_PER_TOKEN = ['num_experts_per_tok', 'experts_per_token'] as const;

export const expertFeedForward =
  (traits: ExpertTraits): PartOfLayers<FeedForward> =>
  (config, layerCount) => {
    const hasExperts = traits.where?.(config, layerCount) ?? (() => true);
    const which = Array.from({ length: layerCount }, (_, i) => hasExperts(i));
    const experts = which.includes(true) ? expertLayer(config, traits) : undefined;
    const dense = which.includes(false) ? denseLayer(config, traits.dense) : undefined;
    return which.flatMap((it) => (it ? experts : dense) ?? []);
  };

function expertLayer(config: Fields, traits: ExpertTraits): Part<ExpertFeedForward> {
  const experts = whole(config, EXPERTS);
  const expertsPerToken = whole(config, EXPERTS_PER_TOKEN);
  if (expertsPerToken > experts) {
    throw new ModelError(find(config, EXPERTS_PER_TOKEN).field, `at most the ${experts} experts`, expertsPerToken);
  }
  const intermediateSize = whole(config, traits.intermediateSize);
  const sharedIntermediateSize = traits.shared?.(config) ?? 0;
  const biasesPerExpert = traits.biasesPerExpert?.(config, intermediateSize) ?? 0;
  const part: ExpertFeedForward = {
    kind: 'experts',
    experts,
    expertsPerToken,
    intermediateSize,
    sharedIntermediateSize,
  };
  return {
    part: biasesPerExpert > 0 ? { ...part, biasesPerExpert } : part,
    smallParameters: (traits.small?.(config, experts) ?? 0) + experts * biasesPerExpert,
  };
}

/** So many shared experts, each as wide as a routed one (DeepSeek, GLM). */
export const sharedLikeRouted = (config: Fields): number =>
  wholeOr(config, 'n_shared_experts', 0, { least: 0 }) * whole(config, 'moe_intermediate_size');

/** A correction of each expert's score by which load is balanced. */
export const scoreCorrection = (_: Fields, experts: number): number => experts;
