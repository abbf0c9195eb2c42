import {
  decodeStep,
  kvCacheCapacityTokens,
  predictServing,
  predictStep,
  type Estimate,
  type ResolvedDeployment,
} from '../../../roofline/index.ts';

/** The requests that one replica serves. */
export interface Requests {
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Of the prompt, found in the prefix cache. */
  readonly prefixHitRatio: number;
}

/** Of a best estimate and its bounds, which one. */
export type Side = keyof Estimate;

/** What a request keeps in the KV cache, in the mean over its life. */
export const residentTokens = ({ promptTokens, outputTokens }: Requests): number => promptTokens + outputTokens / 2;

/** Tokens that the KV cache holds: as the engine says where it says so, or else what the memory leaves. */
export const kvRoom = (
  requests: Requests,
  resolved: ResolvedDeployment,
  measuredTokens: number | undefined,
): Estimate =>
  measuredTokens === undefined
    ? kvCacheCapacityTokens(resolved.deployment, residentTokens(requests), resolved.gpuMemoryUtilization)
    : { value: measuredTokens, low: measuredTokens, high: measuredTokens };

/** A replica, and the KV cache that it has. */
export interface Replica {
  readonly resolved: ResolvedDeployment;
  readonly room: Estimate;
}

/** How many run at a time at most, by the cap and by what the KV cache holds; 0 where the weights leave no room. */
export const runningLimit = (requests: Requests, { resolved, room }: Replica, side: Side): number =>
  Math.min(resolved.maxNumSeqs ?? Infinity, Math.floor(room[side] / residentTokens(requests)));

export interface Served {
  readonly tpotSeconds: Estimate;
  readonly ttftSeconds: Estimate;
}

/**
 * What requests see while so many are in the replica:
 *
 *     prompts computed  = prompt · (1 − hit ratio)
 *     TPOT, TTFT        = as predicted with these, plus the steps' longer reading of the whole context
 */
export function servedAt(concurrency: number, requests: Requests, { resolved }: Replica, limit: number): Served {
  const { deployment, calibration, tokenBudget } = resolved;
  const computed = Math.max(1, requests.promptTokens * (1 - requests.prefixHitRatio));
  const loop = { inputTokens: computed, outputTokens: requests.outputTokens, concurrency, tokenBudget };
  const predicted = predictServing({ ...loop, runningLimit: limit }, deployment, calibration);
  const stepWith = (tokens: number): number =>
    predictStep(decodeStep(predicted.runningRequests, tokens), deployment, calibration).seconds;
  const longer = stepWith(residentTokens(requests)) - stepWith(computed + requests.outputTokens / 2);
  return {
    tpotSeconds: plus(predicted.tpotSeconds, longer),
    ttftSeconds: plus(predicted.ttftSeconds, (Math.ceil(computed / tokenBudget) + 0.5) * longer),
  };
}

const plus = ({ value, low, high }: Estimate, more: number): Estimate => ({
  value: value + more,
  low: low + more,
  high: high + more,
});

/** Little's law: requests in the replica ÷ how long each stays. */
export const rateAt = (
  concurrency: number,
  { ttftSeconds, tpotSeconds }: Served,
  outputTokens: number,
  side: Side = 'value',
): number => concurrency / (ttftSeconds[side] + Math.max(0, outputTokens - 1) * tpotSeconds[side]);
