import type { Deployment, Parallelism } from '../deployment.ts';
import type { ExpertFeedForward } from '../models/index.ts';

/**
 * How many of E experts at least one of T tokens goes to, when each takes k different ones at random:
 *
 *     E·(1 − (1 − k/E)^T)
 *
 * exact for uniform, independent routing. Skewed routing reaches fewer. min(E, k·T), which vLLM's own counters use, is what
 * tokens would reach that never meet: up to half more.
 */
export const distinctExperts = (experts: number, expertsPerToken: number, tokens: number): number =>
  experts * -Math.expm1(tokens * Math.log1p(-Math.min(1, expertsPerToken / experts)));

export interface ExpertWork {
  /** Of the experts that are read, and of the shared ones. */
  readonly readParameters: number;
  readonly flop: number;
  readonly elements: number;
  readonly routerParameters: number;
}

/**
 * The experts of one layer on one GPU. All tensor × data ranks share them, cut or whole, and work on the tokens of all
 * data-parallel ranks, taken to be equally busy.
 */
export function expertWork(layer: ExpertFeedForward, tokens: number, { model, parallelism }: Deployment): ExpertWork {
  const { experts, expertsPerToken, intermediateSize, sharedIntermediateSize } = layer;
  const { hiddenSize } = model;
  const ranks = expertRanks(parallelism);
  const allTokens = tokens * parallelism.data;
  const ofOne = 3 * hiddenSize * intermediateSize;
  const shared = (3 * hiddenSize * sharedIntermediateSize) / parallelism.tensor;
  const routed = (allTokens * expertsPerToken) / ranks;
  return {
    readParameters: (distinctExperts(experts, expertsPerToken, allTokens) * ofOne) / ranks + shared,
    flop: 2 * routed * ofOne + 2 * tokens * shared,
    elements: routed * (2 * hiddenSize + 3 * intermediateSize) + (shared > 0 ? 2 * tokens * hiddenSize : 0),
    routerParameters: hiddenSize * experts,
  };
}

/** GPUs that share the experts. */
export const expertRanks = ({ tensor, data }: Parallelism): number => tensor * data;
