import type { Series } from '../asking/series.ts';

/** What tells one line or area from the others besides its colour. */
export type Texture = 'plain' | 'hatched' | 'dotted' | 'crossed';

export interface ChartSeries extends Pick<Series, 'title' | 'times' | 'values' | 'low' | 'high'> {
  /** As Grafana's palette calls it. */
  readonly colour: string;
  readonly texture?: Texture;
}

/** How a line of each texture is dashed. */
export const DASHES: Readonly<Record<Texture, string | undefined>> = {
  plain: undefined,
  hatched: '7 3',
  dotted: '2 3',
  crossed: '10 3 2 3',
};

/** Each on top of the ones before it: lower and upper edge, and a gap where none of them is known. */
export function stacked(series: readonly ChartSeries[]): ChartSeries[] {
  const length = series[0]?.times.length ?? 0;
  const isKnown = Array.from({ length }, (_, i) => series.some(({ values }) => (values[i] ?? null) !== null));
  let below: (number | null)[] = isKnown.map((known) => (known ? 0 : null));
  return series.map((each) => {
    const low = below;
    const high = low.map((edge, i) => (edge === null ? null : edge + (each.values[i] ?? 0)));
    below = high;
    return { ...each, low, high };
  });
}
