import { sum } from '../../quantities/index.ts';
import { stepCost, decodeStep } from '../cost/index.ts';
import type { Deployment } from '../deployment.ts';

/** Experts that all are read, however few tokens there are. */
const MANY = 1e6;

/**
 * The batch that reaches half of the throughput that no batch exceeds, of a memory-bound decode step t(B) = t₀ + B·t₁:
 *
 *     B½ = t₀ ÷ t₁ = weight bytes ÷ KV bytes that one request reads
 *
 * so it is the same on every GPU. Of mixtures of experts with every expert read. Infinite without a KV cache to read.
 */
export function halfSaturationBatch(deployment: Deployment, contextTokens: number): number {
  const weightBytes = sum(stepCost(decodeStep(MANY, 0), deployment).map((cost) => cost.weightBytes));
  const kvBytes = sum(stepCost(decodeStep(1, contextTokens), deployment).map((cost) => cost.kvBytes));
  const written = sum(stepCost(decodeStep(1, 0), deployment).map((cost) => cost.kvBytes));
  return weightBytes / (kvBytes - written);
}
