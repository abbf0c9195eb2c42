import type { Scope } from '../level.ts';
import { edgesFor, type Limit } from '../limit.ts';
import { rate } from '../promql.ts';
import type { Promised } from '../promises.ts';

/** Rate of observations that were at most the limit: at least (`low`) and at most (`high`) so many, by the buckets around it. */
export function within(scope: Scope, { objective, selection }: Promised, limit: Limit, bound: 'low' | 'high'): string {
  const all = rate(scope, limit, { part: 'count', selection });
  const counts = edgesFor(limit, objective[limit] ?? Number.POSITIVE_INFINITY, bound).map((edge) => {
    if (edge === 'all') return all;
    if (edge === 'none') return `0 * ${all}`;
    return rate(scope, limit, { part: 'bucket', matchers: [edge.matcher], selection });
  });
  return counts.length === 1 ? counts.join('') : `(\n    ${counts.join('\n    or ')}\n  )`;
}
