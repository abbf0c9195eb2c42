import type { Analysis, Measures } from '../analysis/index.ts';
import { compareVersions } from '../metrics/catalogue/index.ts';
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

// Source: vLLM 0.19.0, SchedulerConfig.scheduler_reserve_full_isl, which 0.18.1 does not have.
const WHOLE_PROMPTS_SINCE = '0.19.0';

type Judged = Pick<Analysis, 'measures' | 'version'>;

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
 * Without prompts nothing is missing; an older vLLM admits prompts in parts.
 */
export function fullFrom({ measures, version }: Judged, kvCacheFull: number): FullFrom {
  const { promptTokensPerRequest: prompt, kvCacheCapacityTokens: capacity, prefixCacheHitRatio: hits } = measures;
  if (version?.until && compareVersions(version.until, WHOLE_PROMPTS_SINCE) < 0) {
    return { ratio: kvCacheFull, missing: [] };
  }
  if (!prompt.known || !capacity.known) return { ratio: kvCacheFull, missing: notExposed(prompt, capacity) };
  const computed = prompt.value * (1 - (hits.known ? hits.value : 0));
  return { ratio: Math.min(kvCacheFull, Math.max(0, 1 - computed / capacity.value)), missing: [] };
}

export const cacheIsFull = (analysis: Judged, kvCacheFull: number): Objection =>
  objection(
    'the KV cache is full, too, and may be what stops admissions',
    evidenceIfKnown('most of the KV cache used', 'kvCacheUsageRatioMax', analysis.measures, {
      relation: '<',
      value: fullFrom(analysis, kvCacheFull).ratio,
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
