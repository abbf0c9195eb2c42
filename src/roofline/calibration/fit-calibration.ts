import type { Calibration } from '../cost/index.ts';
import { CONSTANTS, lowestOf, valueOf, type CalibrationConstant } from './calibration-constants.ts';
import { problemsOfFit, problemsOfSamples, warningsOfFit, type CalibrationRefusal } from './calibration-refusal.ts';
import type { CalibrationSample } from './calibration-sample.ts';
import { chooseConstants } from './choose-constants.ts';
import type { ConstantsFit } from './fit-constants.ts';

export interface CalibrationOptions {
  /** Those to fit; the others stay at their start. All where absent. */
  readonly constants?: readonly CalibrationConstant[];
}

export interface CalibrationFit {
  /** With the error that nine of ten further samples stay within: that of the residuals, × √(n/(n − p)) for having fitted p. */
  readonly calibration: Calibration;
  /** Of each fitted constant, 95 %. */
  readonly intervals: Readonly<Partial<Record<CalibrationConstant, Interval>>>;
  /** In the order of the samples; relative: predicted ÷ measured − 1. */
  readonly residuals: readonly Residual[];
  /** Half, and nine of ten, of |relative residual| are within. */
  readonly medianErrorRatio: number;
  readonly worstDecileErrorRatio: number;
  /** Kept at their start, because the samples do not show them. */
  readonly fixed: readonly CalibrationConstant[];
  /** What is possible but suspicious, in words. */
  readonly warnings: readonly string[];
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Residual {
  readonly measuredSeconds: number;
  readonly predictedSeconds: number;
  readonly relative: number;
}

/**
 * The constants that make the predictions fit best:
 *
 *     minimize Σ weight · ρ(ln predicted − ln measured)        ρ: Huber's, so that single wild measurements hardly count
 *
 * over ln memoryRatio, ln computeRatio and the overheads ≥ 0. Special cases, decided where the fit is best:
 *
 *     the overhead of a request stays at its start, unless its interval excludes 0, it takes a quarter off the mean error, and
 *     nothing gets doubtful by it (a share above 1)
 *     a constant that changes predictions by less than 2 % stays at its start (computeRatio where nothing is prefilled)
 *     so does one that errors leave unknown to a factor of two, the overhead of a layer to a half or 100 µs
 *     so does computeRatio where it cannot be told from the others (every window has the same share of prefill)
 *     where two others that matter cannot be told apart, no load varied: refused
 *     so is the overhead of a layer where it was not seen, but shares are so poor that it must be in them
 *     fewer than four samples, times below the roof, shares above 1.2: refused
 *
 * Intervals are Student's, of Huber's covariance: they take the samples' errors to be independent of each other.
 */
export function fitCalibration(
  samples: readonly CalibrationSample[],
  start: Calibration,
  { constants = CONSTANTS }: CalibrationOptions = {},
): CalibrationFit | CalibrationRefusal {
  for (const sample of samples) requireComparable(sample, start);
  const problems = problemsOfSamples(samples, start);
  if (problems.length > 0) return { problems };
  const chosen = chooseConstants(
    samples,
    start,
    CONSTANTS.filter((constant) => constants.includes(constant)),
  );
  if ('problems' in chosen) return chosen;
  const impossible = problemsOfFit(chosen.calibration, chosen.constants);
  return impossible.length > 0 ? { problems: impossible } : described(samples, chosen);
}

export const isRefusal = (answer: CalibrationFit | CalibrationRefusal): answer is CalibrationRefusal =>
  'problems' in answer;

function requireComparable(sample: CalibrationSample, start: Calibration): void {
  const ratio = sample.predictSeconds(start) / sample.measuredSeconds;
  if (!(ratio > 0 && ratio < Number.POSITIVE_INFINITY)) {
    throw new Error(`measured ${sample.measuredSeconds} s cannot be compared`);
  }
}

function described(samples: readonly CalibrationSample[], fit: ConstantsFit): CalibrationFit {
  const { constants, calibration } = fit;
  const residuals = samples.map((sample): Residual => {
    const { measuredSeconds } = sample;
    const predictedSeconds = sample.predictSeconds(calibration);
    return { measuredSeconds, predictedSeconds, relative: predictedSeconds / measuredSeconds - 1 };
  });
  const errors = residuals.map(({ relative }) => Math.abs(relative)).sort((left, right) => left - right);
  const within = (share: number): number => errors[Math.max(0, Math.ceil(share * errors.length) - 1)] ?? Number.NaN;
  const widening = Math.sqrt(samples.length / (samples.length - constants.length));
  // The rank that a further error exceeds one time in ten.
  const rank = Math.min(1, (0.9 * (samples.length + 1)) / samples.length);
  return {
    calibration: { ...calibration, errorRatio: within(rank) * widening },
    intervals: intervalsOf(fit),
    residuals,
    medianErrorRatio: within(0.5),
    worstDecileErrorRatio: within(0.9),
    fixed: CONSTANTS.filter((constant) => !constants.includes(constant)),
    warnings: warningsOfFit(calibration, constants, within(0.5)),
  };
}

function intervalsOf({ constants, parameters, margins }: ConstantsFit): CalibrationFit['intervals'] {
  const entries = constants.map((constant, i): [CalibrationConstant, Interval] => {
    const [parameter = Number.NaN, margin = Number.NaN] = [parameters[i], margins[i]];
    const low = Math.max(lowestOf(constant), parameter - margin);
    return [constant, { low: valueOf(constant, low), high: valueOf(constant, parameter + margin) }];
  });
  return Object.fromEntries(entries);
}
