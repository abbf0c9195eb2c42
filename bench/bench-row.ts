/** One claim about speed and what this run measured. */
export interface BenchRow {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** What README claims: the run fails when it does not hold. */
  readonly claim: Bound;
  /** What we are after; the same as the claim where it is reached. */
  readonly goal: Bound;
}

export type Bound = { readonly atLeast: number } | { readonly below: number };

export const holds = (measured: number, bound: Bound): boolean =>
  'atLeast' in bound ? measured >= bound.atLeast : measured < bound.below;

export const formatBound = (bound: Bound): string => ('atLeast' in bound ? `≥ ${bound.atLeast}` : `< ${bound.below}`);

export const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
