import { clamp } from '../../../quantities/index.ts';
import { capabilityScene } from '../../../report/index.ts';
import type { RooflineScene } from '../../../roofline/drawing/index.ts';
import { capability, type Capability, type Estimate, type ResolvedDeployment } from '../../../roofline/index.ts';
import { outlookAt, type Outlook } from './load-at-replicas.ts';
import type { Load } from './load.ts';
import { kvRoom, residentTokens, servedAt, type Requests } from './serving-at.ts';
import { replicasNeeded, sustainedRate } from './sustained-rate.ts';

/** What a deployment amounts to under a load. */
export interface Plan {
  readonly limits: Capability['limits'];
  readonly sequenceSlots: number | undefined;
  readonly kvRequests: Estimate;
  readonly scene: RooflineScene;
  readonly sustainedPerSecond: Estimate;
  readonly replicas: Estimate | undefined;
  readonly outlook: Outlook | undefined;
  /** Per further token while so many run as are given. */
  readonly runningTpotSeconds: Estimate | undefined;
}

/** So many replicas, each of them this. */
export interface Hardware {
  readonly resolved: ResolvedDeployment;
  readonly replicas: number;
  /** As the engine says, where it is the engine that there is. */
  readonly kvCacheTokens: number | undefined;
}

/** What the picture shows: as far as the cap, or up to here. */
const MOST_BATCH = 1024;

export function requestsOf({ promptTokens, outputTokens, prefixHitRatio }: Load): Requests | undefined {
  if (promptTokens === undefined || outputTokens === undefined || promptTokens < 1 || outputTokens < 1)
    return undefined;
  return { promptTokens, outputTokens, prefixHitRatio: clamp(prefixHitRatio ?? 0, 0, 1) };
}

export function planOf(requests: Requests, load: Load, { resolved, replicas, kvCacheTokens }: Hardware): Plan {
  const contextTokens = Math.round(residentTokens(requests));
  const running = load.running === undefined ? undefined : Math.max(1, Math.round(load.running / replicas));
  const most = Math.min(MOST_BATCH, Math.max(resolved.maxNumSeqs ?? Infinity, 2, running ?? 1));
  const able = capability(resolved, {
    contextTokens,
    batches: batchesTo(most, running),
    tpotSeconds: load.tpotSeconds,
  });
  const room = kvRoom(requests, resolved, kvCacheTokens);
  const replica = { resolved, room };
  const sustainedPerSecond = sustainedRate(requests, replica, load);
  const inRequests = (tokens: number): number => Math.floor(tokens / residentTokens(requests));
  const kvRequests = { value: inRequests(room.value), low: inRequests(room.low), high: inRequests(room.high) };
  const limits = { ...able.limits, kvLimitedRequests: kvRequests };
  const { arrivalsPerSecond } = load;
  return {
    limits,
    sequenceSlots: resolved.maxNumSeqs,
    kvRequests,
    scene: capabilityScene({ ...able, limits }, resolved, contextTokens),
    sustainedPerSecond,
    replicas: arrivalsPerSecond === undefined ? undefined : replicasNeeded(arrivalsPerSecond, sustainedPerSecond),
    outlook: arrivalsPerSecond === undefined ? undefined : outlookAt(arrivalsPerSecond / replicas, requests, replica),
    runningTpotSeconds: running === undefined ? undefined : servedAt(running, requests, replica, running).tpotSeconds,
  };
}

/** 1, 2, 4 … and the two that matter. */
function batchesTo(most: number, running: number | undefined): number[] {
  const powers = Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, i) => 2 ** i);
  const all = [...powers, most, ...(running === undefined ? [] : [Math.min(running, most)])];
  return [...new Set(all)].sort((left, right) => left - right);
}
