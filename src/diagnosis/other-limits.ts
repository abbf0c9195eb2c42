import { ROOM_FOR_PROMPTS, type Analysis, type Measures } from '../analysis/index.ts';
import { compareVersions } from '../metrics/catalogue/index.ts';
import { evidenceIfKnown } from './evidence.ts';
import { lacksSomething, notExposed } from './not-exposed.ts';
import { objection } from './objection.ts';
import { cannotTell, type Objection, type Outcome } from './outcome.ts';
import type { Threshold } from './rule.ts';

/** What stops admissions beside a limit that fires. */

// Source: performance model, saturation evidence: more than 95 % used, together with a queue. What is left above it is the room
// for a prompt or two. The same for every limit, so that no queue falls between them.
export const KV_CACHE_FULL = {
  value: 0.95,
  unit: 'ratio',
  what: 'KV cache use from which it is full: the next prompt finds no room',
} as const satisfies Threshold;

// Source: vLLM 0.19.0, SchedulerConfig.scheduler_reserve_full_isl, which 0.18.1 does not have.
const WHOLE_PROMPTS_SINCE = '0.19.0';

type Judged = Pick<Analysis, 'measures' | 'version'>;

/** KV cache use from which it is full. */
export interface FullFrom {
  readonly ratio: number;
  /** From less on it may be full, and nobody can tell without this. */
  readonly perhaps: { readonly ratio: number; readonly missing: readonly string[] } | undefined;
}

/**
 * From `kvCacheFull` on, and earlier where the next prompt is large against the cache, since vLLM admits it only where all of it
 * finds room:
 *
 *     1 − mean prompt tokens · (1 − hits in the prefix cache) ÷ capacity
 *
 * Without prompts nothing is missing. A page that fits an older vLLM, which admits prompts in parts, may only lack something.
 */
export function fullFrom({ measures, version }: Judged, kvCacheFull: number): FullFrom {
  const { promptTokensPerRequest: prompt, kvCacheCapacityTokens: capacity, prefixCacheHitRatio: hits } = measures;
  const unless = (ratio: number, missing: readonly string[]): FullFrom => ({
    ratio: kvCacheFull,
    perhaps: missing.length > 0 && ratio < kvCacheFull ? { ratio, missing } : undefined,
  });
  if (!prompt.known || !capacity.known) return unless(ROOM_FOR_PROMPTS, notExposed(prompt, capacity));
  const without = (hitRatio: number): number => Math.max(0, 1 - (prompt.value * (1 - hitRatio)) / capacity.value);
  if (!hits.known && lacksSomething(hits)) return unless(without(0), hits.missing);
  const ratio = without(hits.known ? hits.value : 0);
  const isOlder = version?.until && compareVersions(version.until, WHOLE_PROMPTS_SINCE) < 0;
  if (isOlder) return unless(ratio, [`a page that only vLLM ${WHOLE_PROMPTS_SINCE} or newer writes`]);
  return { ratio: Math.min(kvCacheFull, ratio), perhaps: undefined };
}

/** Why nobody can tell whether a cache that is used up to this is full; undefined where it is told. */
export function fullUnknown({ ratio, perhaps }: FullFrom, most: number): Outcome | undefined {
  return perhaps && most < ratio && most >= perhaps.ratio ? cannotTell(...perhaps.missing) : undefined;
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
