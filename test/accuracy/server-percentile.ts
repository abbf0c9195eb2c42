/**
 * What a client's timings say about a percentile of the server's own, when each request takes dᵢ ≥ 0 longer for the client
 * and the dᵢ average to `meanOffset`: at most k of n requests can have dᵢ > n·meanOffset/(k + 1), so for every k
 *
 *     client₍ᵣ₋ₖ₎ − n·meanOffset/(k + 1)  ≤  server₍ᵣ₎  ≤  client₍ᵣ₎              (order statistics)
 */
export function serverPercentile(
  clientSeconds: readonly number[],
  q: number,
  meanOffset: number,
): { low: number; high: number } {
  const sorted = [...clientSeconds].sort((left, right) => left - right);
  const n = sorted.length;
  const at = (rank: number): number => sorted[rank] ?? Number.NaN;
  const rank = q * (n - 1);
  const lows = Array.from(
    { length: Math.floor(rank) + 1 },
    (_, k) => at(Math.floor(rank) - k) - (n * meanOffset) / (k + 1),
  );
  return { low: Math.max(0, ...lows), high: at(Math.ceil(rank)) };
}
