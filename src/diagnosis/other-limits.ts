import type { Measures } from '../analysis/index.ts';
import { evidenceIfKnown } from './evidence.ts';
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

export const cacheIsFull = (others: Measures, kvCacheFull: number): Objection =>
  objection(
    'the KV cache is full, too, and may be what stops admissions',
    evidenceIfKnown('most of the KV cache used', 'kvCacheUsageRatioMax', others, {
      relation: '<',
      value: kvCacheFull,
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
