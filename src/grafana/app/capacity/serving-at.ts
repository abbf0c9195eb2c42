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
 *     longer            = step(running, prompt + output ÷ 2) − step(running, computed + output ÷ 2)
 *     TPOT              = as predicted with the prompts computed + longer
 *     TTFT              = as predicted with the prompts computed + (its own steps + ½) · longer
 *
 * - The error of a step is the calibration's also for what it takes longer.
 * - All that run are taken to decode, though some are in prefill: longer is rather too long.
 * - That a computed prompt attends to the cached part of itself is left out, and so is that those who queue for a place wait
 *   for longer steps, too: TTFT is rather too short.
 */
export function servedAt(concurrency: number, requests: Requests, { resolved }: Replica, limit: number): Served {
  const { deployment, calibration, tokenBudget } = resolved;
  const computed = Math.max(1, requests.promptTokens * (1 - requests.prefixHitRatio));
  const loop = { inputTokens: computed, outputTokens: requests.outputTokens, concurrency, tokenBudget };
  const predicted = predictServing({ ...loop, runningLimit: limit }, deployment, calibration);
  const stepWith = (tokens: number): number =>
    predictStep(decodeStep(predicted.runningRequests, tokens), deployment, calibration).seconds;
  const error = 1 + calibration.errorRatio;
  const longer = stepWith(residentTokens(requests)) - stepWith(computed + requests.outputTokens / 2);
  return {
    tpotSeconds: plus(predicted.tpotSeconds, longer, error),
    ttftSeconds: plus(predicted.ttftSeconds, (Math.ceil(computed / tokenBudget) + 0.5) * longer, error),
  };
}

const plus = ({ value, low, high }: Estimate, more: number, error: number): Estimate => ({
  value: value + more,
  low: low + more / error,
  high: high + more * error,
});

/** How long a request stays: TTFT + (output − 1) · TPOT. */
export const e2eSeconds = ({ ttftSeconds, tpotSeconds }: Served, outputTokens: number, side: Side): number =>
  ttftSeconds[side] + Math.max(0, outputTokens - 1) * tpotSeconds[side];

/** Little's law: requests in the replica ÷ how long each stays. */
export const rateAt = (concurrency: number, served: Served, outputTokens: number, side: Side = 'value'): number =>
  concurrency / e2eSeconds(served, outputTokens, side);
