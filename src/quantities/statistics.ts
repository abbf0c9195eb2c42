/** Two-sided 95 % quantile of the standard normal distribution. */
const Z_95 = 1.959964;

/**
 * 95 % confidence interval for the expectation of a Poisson count, from one observed count n.
 *
 *     low  = n (1 − 1/(9n) − z/(3√n))³        high = m (1 − 1/(9m) + z/(3√m))³   with m = n + 1
 *
 * - n = 0: low is 0.
 * - Within 1 % of the exact (Garwood) limits for n ≥ 5.
 *
 * Source: Byar's approximation, Breslow & Day, Statistical Methods in Cancer Research II (1987), §2.3.
 */
export function poissonInterval(count: number): { readonly low: number; readonly high: number } {
  const limit = (n: number, sign: 1 | -1): number => n * (1 - 1 / (9 * n) + (sign * Z_95) / (3 * Math.sqrt(n))) ** 3;
  return { low: count === 0 ? 0 : Math.max(0, limit(count, -1)), high: limit(count + 1, 1) };
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** `value` moved into [low, high]. */
export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
