import type { Measures } from '../analysis/index.ts';
import { evidenceIfKnown } from './evidence.ts';
import { objection } from './objection.ts';
import type { Objection } from './outcome.ts';
import type { Threshold } from './rule.ts';

// A choice: from here most of what the requests look back at may be the same.
export const SHARED_PREFIX = {
  value: 0.5,
  unit: 'ratio',
  what: 'share of prompt tokens from the prefix cache from which reads may be shared',
} as const satisfies Threshold;

/** Some attention kernels do that, which the cost model does not count. */
export function readsAreShared(others: Measures, sharedPrefix: number): Objection {
  const claim = 'many prompts begin alike, and that beginning may be read once for all of them';
  const hits = others.prefixCacheHitRatio;
  if (!hits.known && hits.reason === 'feature-off') return { claim, found: 'no' };
  return objection(
    claim,
    evidenceIfKnown('prompt tokens from the prefix cache', 'prefixCacheHitRatio', others, {
      relation: '<',
      value: sharedPrefix,
    }),
  );
}
