import type { Measured } from '../../quantities/index.ts';
import { decodeStep, stepCost, totalWork, type Deployment, type ResolvedDeployment } from '../../roofline/index.ts';
import type { EngineLoad } from './engine-load.ts';

export type BatchLimitId = 'sequence-cap' | 'kv-cache' | 'tpot-objective' | 'saturation';

/** How many requests may decode at a time until something ends it, and where that is under the roof. */
export interface BatchLimit {
  readonly id: BatchLimitId;
  readonly requests: number;
  readonly intensityFlopPerByte: number;
  /** The lowest of those that stop admission or break a promise; saturation only slows. */
  readonly binds: boolean;
}

/** At the context of the load. What is not known is no limit here. */
export function batchLimits(
  { resolved, load }: { readonly resolved: ResolvedDeployment; readonly load: EngineLoad },
  sequenceCap: Measured,
  measures: Readonly<Record<'kvLimitedRequests' | 'objectiveLimitedRequests' | 'saturationBatch', Measured>>,
): BatchLimit[] {
  const valueOf = (measured: Measured): number | undefined => (measured.known ? measured.value : undefined);
  const candidates: readonly (readonly [BatchLimitId, number | undefined])[] = [
    ['sequence-cap', valueOf(sequenceCap)],
    ['kv-cache', valueOf(measures.kvLimitedRequests)],
    ['tpot-objective', valueOf(measures.objectiveLimitedRequests)],
    ['saturation', valueOf(measures.saturationBatch)],
  ];
  const limits = candidates.flatMap(([id, requests]) =>
    requests === undefined || requests <= 0
      ? []
      : [{ id, requests, intensityFlopPerByte: intensityAt(requests, load.decode.contextTokens, resolved.deployment) }],
  );
  const lowest = Math.min(...limits.flatMap(({ id, requests }) => (id === 'saturation' ? [] : [requests])));
  return limits.map((limit) => ({ ...limit, binds: limit.id !== 'saturation' && limit.requests === lowest }));
}

/** FLOP per byte of a decode step of so many requests. */
function intensityAt(requests: number, contextTokens: number, deployment: Deployment): number {
  const { flop, bytes } = totalWork(stepCost(decodeStep(requests, contextTokens), deployment), deployment.accelerator);
  return flop / bytes;
}
