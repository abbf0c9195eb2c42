import { clamp } from '../../quantities/index.ts';
import type { HistogramIncrease } from '../../metrics/window/index.ts';

/** How many of something there are: at least, at most, and the best estimate between. */
export interface CountInterval {
  readonly low: number;
  readonly high: number;
  readonly value: number;
}

/**
 * How many observations were at most `limit`. Exact when the limit is a bucket edge; otherwise the counts at the edges
 * around it, and between them the share of the bucket (in ratios, since latencies spread so; linear in the first bucket).
 */
export function countWithin({ edges, cumulative, count }: HistogramIncrease, limit: number): CountInterval {
  const above = edges.findIndex((edge) => edge >= limit);
  const exact = edges[above] === limit;
  const upper = above < 0 ? count : (cumulative[above] ?? count);
  if (exact) return { low: upper, high: upper, value: upper };
  const below = above < 0 ? edges.length - 1 : above - 1;
  const low = below < 0 ? 0 : (cumulative[below] ?? 0);
  const high = Math.max(low, upper);
  return { low, high, value: low + (high - low) * shareOfBucket(edges[below] ?? 0, edges[above], limit) };
}

function shareOfBucket(lower: number, upper: number | undefined, limit: number): number {
  // Nothing tells how far an open bucket reaches: the middle of the two bounds.
  if (upper === undefined || !Number.isFinite(upper)) return 0.5;
  const share = lower > 0 ? Math.log(limit / lower) / Math.log(upper / lower) : limit / upper;
  return clamp(share, 0, 1);
}
