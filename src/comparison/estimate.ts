import { studentQuantile } from '../quantities/index.ts';

/** How B differs from A, as ln(B/A): what is estimated, how far it may be off, and how much is known of that. */
export interface Estimate {
  readonly logarithm: number;
  readonly standardError: number;
  /** Of Student's distribution; infinitely many where the error is known. */
  readonly degrees: number;
  /** By how much the truth may be above it, or below where negative, however much is observed; nothing where not given. */
  readonly bias?: number;
  /** More of both sides brings more degrees: repeats do, and blocks do not, as there are always as many. */
  readonly isOfRepeats?: true;
}

/** B/A, and where it is with the probability asked for. */
export interface RatioInterval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The probability that all intervals of a family hold together. Bonferroni's: each is made at 1 − 5 %/family, which holds
 * whatever their errors have to do with each other.
 */
const JOINT_PROBABILITY = 0.95;

/** From the least to the most that the truth may be were there no noise, in logarithms. */
export const withoutNoise = ({ logarithm, bias = 0 }: Estimate): readonly [least: number, most: number] => [
  logarithm + Math.min(0, bias),
  logarithm + Math.max(0, bias),
];

/** What noise adds on either side to the interval of one among `family`, in logarithms. */
export const marginOf = ({ standardError, degrees }: Estimate, family: number): number =>
  standardError === 0 ? 0 : standardError * studentQuantile(1 - (1 - JOINT_PROBABILITY) / family / 2, degrees);

/** exp(estimate ± margin), and the bias on its side of it, which is as right for B/A as for A/B. */
export function intervalOf(estimate: Estimate, family: number): RatioInterval {
  const margin = marginOf(estimate, family);
  const [least, most] = withoutNoise(estimate);
  return { ratio: Math.exp(estimate.logarithm), low: Math.exp(least - margin), high: Math.exp(most + margin) };
}

/**
 * Welch's degrees of freedom of a difference, whose variance is the sum of those of its sides:
 *
 *     ν = (V_A + V_B)² / (V_A²/ν_A + V_B²/ν_B)
 *
 * Source: Welch, Biometrika 34 (1947).
 */
export function welchDegrees(variances: readonly number[], degrees: readonly number[]): number {
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const each = variances.reduce((sum, variance, i) => sum + variance ** 2 / (degrees[i] ?? Number.NaN), 0);
  return total === 0 ? Math.min(...degrees) : total ** 2 / each;
}
