import { gram, inverse, multiply, sum } from '../quantities/index.ts';

/** A choice: what varies by less of its mean moves no response by as much as a threshold anyone sets. */
const LEAST_SPREAD_RATIO = 0.02;
/** With less left of it that others do not say, its slope is a guess. Source: a variance inflation above 10, Kutner et al., Applied Linear Statistical Models (2005), 10.5. */
const LEAST_OWN_SHARE = 0.1;

/** Covariates by what can be told of them. */
export interface Chosen {
  /** Indices, in their order. */
  readonly kept: readonly number[];
  readonly steady: readonly number[];
  /** Those that the ones before them say already. */
  readonly implied: readonly number[];
}

/** Which covariates (columns of `loads`) have a slope that can be told: they vary, and not only together with those before them. */
export function chooseCovariates(loads: readonly (readonly number[])[]): Chosen {
  const kept: number[] = [];
  const steady: number[] = [];
  const implied: number[] = [];
  const count = loads[0]?.length ?? 0;
  for (let i = 0; i < count; i++) {
    const values = loads.map((row) => row[i] ?? 0);
    const mean = sum(values) / values.length;
    const spread = Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
    if (!(spread > LEAST_SPREAD_RATIO * Math.abs(mean))) steady.push(i);
    else if (
      ownShare(
        values,
        loads.map((row) => kept.map((k) => row[k] ?? 0)),
      ) < LEAST_OWN_SHARE
    )
      implied.push(i); // prettier-ignore
    else kept.push(i);
  }
  return { kept, steady, implied };
}

/** The share of the variance of values that a regression on the others leaves: 1 − R². */
function ownShare(values: readonly number[], others: readonly (readonly number[])[]): number {
  const count = others[0]?.length ?? 0;
  if (count === 0) return 1;
  const means = Array.from({ length: count }, (_, j) => sum(others.map((row) => row[j] ?? 0)) / others.length);
  const mean = sum(values) / values.length;
  const scales = means.map((each, j) => Math.sqrt(sum(others.map((row) => ((row[j] ?? 0) - each) ** 2))) || 1);
  const rows = others.map((row) => row.map((value, j) => (value - (means[j] ?? 0)) / (scales[j] ?? 1)));
  const centred = values.map((value) => value - mean);
  const slopes = multiply(
    inverse(gram(rows)) ?? [],
    means.map((_, j) => sum(rows.map((row, k) => (row[j] ?? 0) * (centred[k] ?? 0)))),
  );
  const left = centred.map((value, k) => value - sum((rows[k] ?? []).map((x, j) => x * (slopes[j] ?? 0))));
  return sum(left.map((value) => value ** 2)) / sum(centred.map((value) => value ** 2));
}
