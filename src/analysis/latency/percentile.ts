import { annotation, clamp, known, type Annotation, type Measured } from '../../quantities/index.ts';
import type { HistogramIncrease } from '../../metrics/window/index.ts';

/**
 * A percentile of a histogram, as the interval that surely holds it.
 *
 * With n observations the q-percentile lies between the order statistics around rank q·(n − 1), so
 *
 *     low  = lower edge of the bucket of the lower one          high = upper edge of the bucket of the upper one
 *
 * and, since times are not negative, x₍ₖ₎·(n − k + 1) ≤ Σ − Σ(lower edges of the k − 1 below): `high` is that bound where it
 * is tighter, which resolves the first bucket of fast phases and closes the last, open one. `value` is interpolated linearly
 * inside, so it is what histogram_quantile of Prometheus says wherever the sum proves no more than the bucket.
 *
 * - Below the first edge or above the last finite one the annotation says that only a bound is known.
 * - Decreasing cumulative counts are raised to be monotone, and annotated.
 * - No buckets at all: [0, the mean's bound].
 */
export function percentile(histogram: HistogramIncrease, q: number, annotations: readonly Annotation[] = []): Measured {
  const { count, sum, edges } = histogram;
  const { cumulative, repaired } = monotone(histogram);
  const rank = q * (count - 1);
  const lowerBucket = bucketOf(cumulative, Math.floor(rank) + 1);
  const upperRank = Math.ceil(rank) + 1;
  const upperBucket = bucketOf(cumulative, upperRank);
  const low = edges[lowerBucket - 1] ?? 0;
  const meanBound = (sum - lowerEdgesBelow(edges, cumulative, upperRank)) / (count - upperRank + 1);
  const edge = edges[upperBucket] ?? Number.POSITIVE_INFINITY;
  const high = Math.max(low, Math.min(edge, meanBound));
  const value = clamp(interpolated(histogram, cumulative, q, high), low, high);
  const unresolved = lowerBucket === 0 || !Number.isFinite(edge);
  return known(value, 'seconds', {
    low,
    high,
    annotations: [
      ...annotations,
      ...(unresolved ? [annotation('bucket-unresolved', describeUnresolved(low, edges))] : []),
      ...(repaired ? [annotation('buckets-repaired')] : []),
    ],
  });
}

function monotone({ cumulative, count }: HistogramIncrease): { cumulative: readonly number[]; repaired: boolean } {
  const repaired = cumulative.some((atMost, i) => atMost < (cumulative[i - 1] ?? 0));
  if (!repaired) return { cumulative, repaired };
  let highest = 0;
  const raised = cumulative.map((atMost) => (highest = Math.min(count, Math.max(highest, atMost))));
  return { cumulative: raised, repaired };
}

/** The first bucket that holds the k-th smallest observation; beyond the last when the page has no +Inf bucket. */
function bucketOf(cumulative: readonly number[], k: number): number {
  const index = cumulative.findIndex((atMost) => atMost >= k);
  return index < 0 ? cumulative.length : index;
}

/** Σ over the k − 1 smallest observations of the lower edge of their bucket: the least they can add up to. */
function lowerEdgesBelow(edges: readonly number[], cumulative: readonly number[], k: number): number {
  let total = 0;
  let below = 0;
  for (const [index, atMost] of cumulative.entries()) {
    const inside = Math.min(atMost, k - 1) - below;
    if (inside <= 0) continue;
    total += inside * Math.max(0, edges[index - 1] ?? 0);
    below += inside;
  }
  return total;
}

/** Inside the bucket that holds q·n observations; `high` closes the last one. */
function interpolated(
  { edges, count }: HistogramIncrease,
  cumulative: readonly number[],
  q: number,
  high: number,
): number {
  const bucket = bucketOf(cumulative, q * count);
  const low = edges[bucket - 1] ?? 0;
  const edge = Math.max(low, Math.min(edges[bucket] ?? high, high));
  const below = cumulative[bucket - 1] ?? 0;
  const share = clamp((q * count - below) / ((cumulative[bucket] ?? count) - below), 0, 1);
  return low + (edge - low) * share;
}

function describeUnresolved(low: number, edges: readonly number[]): string {
  const [first] = edges;
  if (first === undefined || first === Number.POSITIVE_INFINITY) return 'the histogram has no buckets';
  return low < first ? `below the first bucket edge, ${first} s` : `above the last finite bucket edge, ${low} s`;
}
