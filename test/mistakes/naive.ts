// How the tools that make the mistakes compute: no identity, no window, no bounds.
import { parseExposition, type Exposition } from '../../src/metrics/exposition/index.ts';
import type { HistogramIncrease } from '../../src/metrics/window/index.ts';

/** Every sample of that name, in the order of the page. */
export function samplesOf(
  page: string | Exposition,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number[] {
  const { layout, values } = typeof page === 'string' ? parseExposition(page) : page;
  return layout.series.flatMap((series, i) => {
    const fits = Object.entries(labels).every(([label, value]) => series.labels[label] === value);
    return series.name === name && fits ? [values[i] ?? Number.NaN] : [];
  });
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

type Buckets = Pick<HistogramIncrease, 'edges' | 'cumulative'>;

/** PromQL's `histogram_quantile`: linear inside the bucket, from 0 in the first, the last finite edge beyond it. */
export function histogramQuantile(q: number, { edges, cumulative }: Buckets): number {
  const rank = q * (cumulative.at(-1) ?? 0);
  const bucket = cumulative.findIndex((atMost) => atMost >= rank);
  const lower = edges[bucket - 1] ?? 0;
  const upper = edges[bucket] ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(upper)) return lower;
  const below = cumulative[bucket - 1] ?? 0;
  return lower + ((upper - lower) * (rank - below)) / ((cumulative[bucket] ?? 0) - below);
}
