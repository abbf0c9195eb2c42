import { sum } from '../../quantities/index.ts';
import { welchDegrees, type Estimate } from '../estimate.ts';

/**
 * How two sets of runs differ in one measure x > 0, by Welch's t on ln x:
 *
 *     estimate = mean ln x_B − mean ln x_A        V = s_A²/n_A + s_B²/n_B        degrees of freedom: Welch's
 *
 * - One run against n: its noise is taken to be that of the others, s²(1/n + 1), n − 1 degrees of freedom.
 * - One against one: only with a noise that is given, as the standard deviation of ln x; undefined without.
 */
export function welch(a: readonly number[], b: readonly number[], noiseRatio?: number): Estimate | undefined {
  const sides = [a, b].map((values) => spreadOf(values.map(Math.log)));
  const [before, after] = sides;
  if (!before || !after || sides.some(({ mean }) => !Number.isFinite(mean))) return undefined;
  const logarithm = after.mean - before.mean;
  const repeated = sides.filter(({ count }) => count > 1);
  const [only] = repeated;
  if (!only) {
    if (noiseRatio === undefined) return undefined;
    return { logarithm, standardError: Math.SQRT2 * Math.log1p(noiseRatio), degrees: Number.POSITIVE_INFINITY };
  }
  const variances = sides.map(({ count, variance }) => (count > 1 ? variance : only.variance) / count);
  const degrees =
    repeated.length === 1
      ? only.count - 1
      : welchDegrees(
          variances,
          sides.map(({ count }) => count - 1),
        );
  return { logarithm, standardError: Math.sqrt(sum(variances)), degrees, isOfRepeats: true };
}

function spreadOf(values: readonly number[]) {
  const count = values.length;
  const mean = sum(values) / count;
  return { count, mean, variance: sum(values.map((value) => (value - mean) ** 2)) / (count - 1) };
}
