import { FieldType, type DataFrame, type Labels } from '@grafana/data';

/** One measure of one engine over time; null where it is not known. */
export interface Series {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly labels: Labels;
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
  /** Where the data only bracket the value. */
  readonly low?: readonly (number | null)[] | undefined;
  readonly high?: readonly (number | null)[] | undefined;
}

export const allSeries = (frames: readonly DataFrame[]): Series[] =>
  frames.flatMap(({ name = '', fields }): Series[] => {
    const field = (wanted: string) => fields.find((each) => each.name === wanted);
    const [times, value] = [fields.find(({ type }) => type === FieldType.time), field('value')];
    if (!times || !value) return [];
    return [
      {
        id: name,
        title: value.config.displayNameFromDS ?? name,
        unit: value.config.unit ?? 'short',
        labels: value.labels ?? {},
        times: times.values as number[],
        values: value.values as (number | null)[],
        low: field('low')?.values as (number | null)[] | undefined,
        high: field('high')?.values as (number | null)[] | undefined,
      },
    ];
  });

export const lastKnown = (values: readonly (number | null)[]): number | undefined =>
  values.findLast((value) => value !== null) ?? undefined;

export const mostOf = (values: readonly (number | null)[]): number | undefined =>
  values.reduce<number | undefined>(
    (most, value) => (value === null ? most : Math.max(most ?? value, value)),
    undefined,
  );

/**
 * The mean over the range. What belongs to requests is weighted by how many finished, so that it is the mean over requests;
 * undefined where nothing is known.
 */
export function meanOf(values: readonly (number | null)[], weights?: readonly (number | null)[]): number | undefined {
  let [sum, weight] = [0, 0];
  values.forEach((value, i) => {
    const own = weights ? (weights[i] ?? 0) : 1;
    if (value === null) return;
    sum += value * own;
    weight += own;
  });
  return weight > 0 ? sum / weight : undefined;
}
