/** The upper edge that a `le` label names: `1`, `1.0` and `+Inf` alike. NaN when it is no number. */
export const edgeOf = (le: string | undefined): number =>
  le === undefined || le === '' ? Number.NaN : /^\+?inf$/i.test(le) ? Number.POSITIVE_INFINITY : Number(le);
