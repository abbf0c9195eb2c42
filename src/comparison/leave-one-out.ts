import { welchDegrees, type Estimate } from './estimate.ts';
import { SIDES, type OfSides } from './side.ts';

/**
 * The error of an estimate by what it would be without each block of neighbouring steps, of which side s has G_s:
 *
 *     V = Σ_s (G_s − 1)/G_s · Σ_g (estimate without g − estimate)²        degrees of freedom: Welch's, of G_s − 1
 *
 * Steps near each other are alike whatever the load, so a step is no observation of its own; blocks that are much longer than
 * that likeness lasts are. Undefined where a side has one block. Source: Bell & McCaffrey, Survey Methodology 28 (2002), the
 * jackknife of clusters.
 */
export function leaveOneOut(logarithm: number, without: OfSides<readonly number[]>): Estimate | undefined {
  if (SIDES.some((side) => without[side].length < 2)) return undefined;
  const variances = SIDES.map((side) => {
    const blocks = without[side];
    const squares = blocks.reduce((sum, each) => sum + (each - logarithm) ** 2, 0);
    return ((blocks.length - 1) / blocks.length) * squares;
  });
  const standardError = Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0));
  const degrees = welchDegrees(
    variances,
    SIDES.map((side) => without[side].length - 1),
  );
  return Number.isFinite(standardError) ? { logarithm, standardError, degrees } : undefined;
}
