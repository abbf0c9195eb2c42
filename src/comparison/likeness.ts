import { clamp, sum } from '../quantities/index.ts';

/** Beyond this nothing is left of a series when neighbours are taken off each other. */
const MOST_ALIKE = 0.9;

/**
 * How alike neighbouring steps are: ρ of residuals e that follow each other as e_t = ρ e_{t−1} + noise.
 *
 *     r = Σ e_t e_{t−1} / Σ e_t²        ρ = (n r + 1 + k)/(n − 3 − k), within 0 to 0.9        n: mean length of a series
 *
 * r is too small by about (1 + 3ρ)/n, because the residuals are those from a mean. Source: Marriott & Pope, Biometrika 41 (1954). Where
 * slopes were fitted, too, k observations more are taken off.
 */
export function likeness(series: readonly (readonly number[])[], slopes = 0): number {
  const length = sum(series.map((each) => each.length)) / series.length;
  if (!(length > 3 + slopes)) return MOST_ALIKE;
  const pairs = sum(series.flatMap((each) => each.slice(1).map((value, i) => value * (each[i] ?? 0))));
  const squares = sum(series.flatMap((each) => each.map((value) => value ** 2)));
  const seen = squares === 0 ? 0 : pairs / squares;
  return clamp((length * seen + 1 + slopes) / (length - 3 - slopes), 0, MOST_ALIKE);
}

/**
 * What is new in each of a series: v_t − ρ v_{t−1}, and √(1 − ρ²) v of the first, so that all are equally uncertain.
 * Source: Prais & Winsten, Cowles Commission discussion paper 383 (1954).
 */
export const whitened = (values: readonly number[], alike: number): number[] =>
  values.map((value, i) => (i === 0 ? Math.sqrt(1 - alike ** 2) * value : value - alike * (values[i - 1] ?? 0)));
