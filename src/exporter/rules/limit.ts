import { DEFAULT_EDGES_SECONDS } from '../../metrics/catalogue/index.ts';
import type { Objective } from '../../settings/index.ts';

/** The latencies that an objective may limit. */
export const LIMITS = ['ttftSeconds', 'tpotSeconds', 'e2eSeconds'] as const;
export type Limit = (typeof LIMITS)[number];

export const limitsOf = (objective: Objective): Limit[] => LIMITS.filter((limit) => objective[limit] !== undefined);

/** The bucket to count by, as a matcher; or none, or all, of the observations. */
export type Edge = { readonly matcher: string } | 'none' | 'all';

/**
 * The buckets to count what was within a limit by: the one that ends there, if the engine has it, else the nearest below
 * (which counts too few, `low`) or above (too many, `high`). An edge that the engine does not have gives no series, so
 * asking for the exact one first is right for custom buckets, too.
 */
export function edgesFor(limit: Limit, seconds: number, bound: 'low' | 'high'): Edge[] {
  const edges: readonly number[] = DEFAULT_EDGES_SECONDS[limit];
  if (edges.includes(seconds)) return [edge(seconds)];
  const nearest = bound === 'low' ? edges.findLast((each) => each < seconds) : edges.find((each) => each > seconds);
  return [edge(seconds), nearest === undefined ? (bound === 'low' ? 'none' : 'all') : edge(nearest)];
}

/** Whole numbers stand on the page with or without `.0`. */
const edge = (seconds: number): Edge => ({
  matcher: Number.isInteger(seconds) ? `le=~"${seconds}|${seconds}[.]0"` : `le="${seconds}"`,
});
