import { gram, inverse, multiply } from '../../quantities/index.ts';

/**
 * Residuals as a function of the parameters; weights are in them already (√weight · residual). Where one is not a number, no
 * step of the fit leads.
 */
export type Residuals = (parameters: readonly number[]) => readonly number[];

export interface RobustFit {
  readonly parameters: readonly number[];
  /** Of a residual, robust against outliers. */
  readonly standardError: number;
  /** At the parameters, a row for each residual. */
  readonly jacobian: readonly (readonly number[])[];
  readonly residuals: readonly number[];
  readonly isConverged: boolean;
}

/** Huber's tuning constant: 95 % as efficient as least squares where there are no outliers. */
export const HUBER = 1.345;
/** The median of |x| of a standard normal distribution. */
const NORMAL_MEDIAN_ABSOLUTE = 0.674_49;
/** Exact measurements have no spread; then this is an outlier's. */
const SMALLEST_STANDARD_ERROR = 1e-9;
const MOST_ROUNDS = 200;
/** A median jumps when residuals change places; after this many rounds it is left as it is, or the fit could go round for ever. */
const ROUNDS_OF_STANDARD_ERROR = 30;
const MOST_DAMPINGS = 30;
/** Change of a parameter: a millionth of a ratio. */
const CONVERGED = 1e-6;
const JACOBIAN_STEP = 1e-4;
/** Of a parameter that changes nothing where the fit stands: it stays, and the others can be solved for. */
const SMALLEST_CURVATURE = 1e-12;

/**
 * Levenberg–Marquardt with Huber's weights: in each round residuals beyond 1.345 standard errors, which are estimated anew
 * from the median of |residual| (in the first 30 rounds), count less, ∝ 1/|residual|; the damping grows until the weighted squares shrink. Parameters
 * do not go below `lowest`.
 *
 * Source: Huber, Robust Statistics (1981), sections 7.6 to 7.8.
 */
export function robustFit(residualsAt: Residuals, start: readonly number[], lowest: readonly number[]): RobustFit {
  let parameters = start;
  let residuals = residualsAt(parameters);
  let damping = 1e-3;
  let standardError = standardErrorOf(residuals, start.length);
  let isConverged = false;
  for (let round = 0; round < MOST_ROUNDS && !isConverged; round++) {
    if (round < ROUNDS_OF_STANDARD_ERROR) standardError = standardErrorOf(residuals, start.length);
    const weights = huberWeights(residuals, standardError);
    const jacobian = jacobianAt(residualsAt, parameters, residuals);
    const before = weightedSquares(residuals, weights);
    isConverged = true;
    for (let attempt = 0; attempt < MOST_DAMPINGS; attempt++) {
      const next = step(parameters, lowest, jacobian, residuals, weights, damping);
      const change = Math.max(...next.map((value, i) => Math.abs(value - (parameters[i] ?? 0))));
      if (change < CONVERGED) break;
      const residualsThere = residualsAt(next);
      if (weightedSquares(residualsThere, weights) < before) {
        [parameters, residuals, isConverged] = [next, residualsThere, false];
        damping = Math.max(damping / 10, 1e-12);
        break;
      }
      damping *= 10;
    }
  }
  return {
    parameters,
    residuals,
    jacobian: jacobianAt(residualsAt, parameters, residuals),
    standardError: standardErrorOf(residuals, start.length),
    isConverged: isConverged && residuals.every(Number.isFinite),
  };
}

/** Forward where the parameter stands at its bound, so it is forward everywhere. */
export const jacobianAt = (
  residualsAt: Residuals,
  parameters: readonly number[],
  residuals = residualsAt(parameters),
): number[][] => {
  const columns = parameters.map((_, j) =>
    residualsAt(parameters.map((value, i) => (i === j ? value + JACOBIAN_STEP : value))),
  );
  return residuals.map((residual, k) => columns.map((column) => ((column[k] ?? 0) - residual) / JACOBIAN_STEP));
};

function step(
  parameters: readonly number[],
  lowest: readonly number[],
  jacobian: readonly (readonly number[])[],
  residuals: readonly number[],
  weights: readonly number[],
  damping: number,
): number[] {
  const normal = gram(jacobian, weights);
  const gradient = parameters.map((_, j) =>
    residuals.reduce((sum, residual, k) => sum + (weights[k] ?? 0) * residual * (jacobian[k]?.[j] ?? 0), 0),
  );
  // A parameter at its bound that wants beyond it stays, and the others move as if it were a constant.
  const isHeld = parameters.map((value, j) => value <= (lowest[j] ?? 0) && (gradient[j] ?? 0) > 0);
  const damped = normal.map((row, i) =>
    row.map((value, j) => {
      if (isHeld[i] === true || isHeld[j] === true) return i === j ? 1 : 0;
      return i === j ? value * (1 + damping) + SMALLEST_CURVATURE : value;
    }),
  );
  const moves = multiply(
    inverse(damped) ?? [],
    gradient.map((value, j) => (isHeld[j] === true ? 0 : value)),
  );
  return parameters.map((value, j) => Math.max(lowest[j] ?? Number.NEGATIVE_INFINITY, value - (moves[j] ?? 0)));
}

const weightedSquares = (residuals: readonly number[], weights: readonly number[]): number =>
  residuals.reduce((sum, residual, k) => sum + (weights[k] ?? 0) * residual ** 2, 0);

const huberWeights = (residuals: readonly number[], standardError: number): number[] =>
  residuals.map((residual) => Math.min(1, (HUBER * standardError) / Math.abs(residual)));

/** Median of |residual|, scaled to the standard deviation of a normal distribution; corrected for what was fitted. */
function standardErrorOf(residuals: readonly number[], parameters: number): number {
  const sorted = residuals.map(Math.abs).sort((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  const freedom = Math.max(1, sorted.length - parameters) / sorted.length;
  return Math.max(SMALLEST_STANDARD_ERROR, median / NORMAL_MEDIAN_ABSOLUTE / Math.sqrt(freedom));
}
