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

/** Each on top of the ones before it that are known: lower and upper edge, and a gap where it is not known itself. */
export function stacked(series: readonly ChartSeries[]): ChartSeries[] {
  const below: number[] = [];
  return series.map((each) => {
    const low = each.values.map((value, i) => (value === null ? null : (below[i] ?? 0)));
    const high = each.values.map((value, i) => (value === null ? null : (below[i] ?? 0) + value));
    high.forEach((edge, i) => {
      if (edge !== null) below[i] = edge;
    });
    return { ...each, low, high };
  });
}
