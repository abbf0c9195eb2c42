import type { Measures } from '../analysis/index.ts';
import { evidenceIfKnown } from './evidence.ts';
import { notExposed } from './not-exposed.ts';
import { objection } from './objection.ts';
import type { Objection } from './outcome.ts';
import type { Threshold } from './rule.ts';

/** What stops admissions beside a limit that fires. */

// Source: performance model, saturation evidence: more than 95 % used, together with a queue. What is left above it is the room
// for a prompt or two. The same for every limit, so that no queue falls between them.
export const KV_CACHE_FULL = {
  value: 0.95,
  unit: 'ratio',
  what: 'KV cache use from which it is full: the next prompt finds no room',
} as const satisfies Threshold;

/** A choice: below half there is room for any prompt but the very largest. */
export const ROOM_FOR_PROMPTS = 0.5;

/** KV cache use from which it is full, and what is missing to tell whether it is so from less on. */
export interface FullFrom {
  readonly ratio: number;
  readonly missing: readonly string[];
}

/**
 * From `kvCacheFull` on, and earlier where the next prompt is large against the cache, since vLLM admits it only where all of it
 * finds room:
 *
 *     1 − mean prompt tokens · (1 − hits in the prefix cache) ÷ capacity
 *
 * Source: vLLM ≥ 0.18, scheduler_reserve_full_isl. Without prompts nothing is missing.
 */
export function fullFrom(
  { promptTokensPerRequest: prompt, kvCacheCapacityTokens: capacity, prefixCacheHitRatio: hits }: Measures,
  kvCacheFull: number,
): FullFrom {
  if (!prompt.known || !capacity.known) return { ratio: kvCacheFull, missing: notExposed(prompt, capacity) };
  const computed = prompt.value * (1 - (hits.known ? hits.value : 0));
  return { ratio: Math.min(kvCacheFull, Math.max(0, 1 - computed / capacity.value)), missing: [] };
}

export const cacheIsFull = (others: Measures, kvCacheFull: number): Objection =>
  objection(
    'the KV cache is full, too, and may be what stops admissions',
    evidenceIfKnown('most of the KV cache used', 'kvCacheUsageRatioMax', others, {
      relation: '<',
      value: fullFrom(others, kvCacheFull).ratio,
    }),
  );

export function slotsAreTaken(others: Measures): Objection {
  const { sequenceCap: cap } = others;
  return objection(
    'all slots are taken, too, and may be what stops admissions',
    cap.known
      ? evidenceIfKnown('most requests running', 'requestsRunningMax', others, { relation: '<', value: cap.value })
      : undefined,
  );
}
