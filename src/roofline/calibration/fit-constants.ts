import { studentQuantile } from '../../quantities/index.ts';
import type { Calibration } from '../cost/index.ts';
import {
  constantOf,
  isOverhead,
  lowestOf,
  parameterOf,
  sizeOf,
  withConstants,
  type CalibrationConstant,
} from './calibration-constants.ts';
import type { CalibrationSample } from './calibration-sample.ts';
import { jacobianAt, robustFit, type Residuals, type RobustFit } from './robust-fit.ts';
import { standardErrors } from './standard-errors.ts';
import { unseen, vague } from './unseen.ts';

/** The best of some constants, the others as they were, and what the samples do not show of them. */
export interface ConstantsFit {
  readonly constants: readonly CalibrationConstant[];
  readonly calibration: Calibration;
  readonly parameters: readonly number[];
  /** Halves of the 95 % intervals of the parameters. */
  readonly margins: readonly number[];
  /** Mean |ln predicted − ln measured|, weighted. */
  readonly meanError: number;
  readonly idle: readonly CalibrationConstant[];
  readonly imitated: readonly CalibrationConstant[];
  readonly vague: readonly CalibrationConstant[];
}

/** Between a GPU that replays CUDA graphs and two shared CPU cores: the overheads of a layer to start from, in seconds. */
const START_OVERHEADS = [10e-6, 30e-6, 100e-6, 300e-6, 1e-3, 3e-3, 10e-3];
/** The second fit has to be better than the first by so much, because constants near the usual ones are likelier. */
const AS_GOOD = 0.75;

/**
 * The better of two fits: from the start, and from that overhead of 10 µs to 10 ms a layer that alone predicts best. What can be
 * seen is decided there, not at the start, which may be off by a factor of a hundred. Undefined where neither settles.
 */
export function fitConstants(
  samples: readonly CalibrationSample[],
  start: Calibration,
  constants: readonly CalibrationConstant[],
): ConstantsFit | undefined {
  const residualsAt = residualsOf(samples, start, constants);
  const lowest = constants.map(lowestOf);
  let best: RobustFit | undefined;
  for (const parameters of startsOf(start, constants, residualsAt)) {
    const fit = robustFit(residualsAt, parameters, lowest);
    if (fit.isConverged && !(best && AS_GOOD * meanSize(best.residuals) <= meanSize(fit.residuals))) best = fit;
  }
  if (!best) return undefined;
  const { parameters, jacobian } = best;
  const sizes = sizesOf(constants, parameters);
  const { idle, imitated } = unseen(constants, jacobian, sizes);
  const idleBefore = idleRatios(start, constants, residualsAt);
  const margins = marginsOf(best);
  return {
    constants,
    calibration: withConstants(start, constants, parameters),
    parameters,
    margins,
    meanError: meanSize(best.residuals),
    idle: [...idle, ...idleBefore.filter((constant) => !idle.includes(constant))],
    imitated,
    vague: vague(constants, margins, sizes),
  };
}

/** Shares that change nothing near their start: only values that no kernel has would make them matter. */
function idleRatios(start: Calibration, constants: readonly CalibrationConstant[], residualsAt: Residuals) {
  const parameters = parametersOf(start, constants);
  const { idle } = unseen(constants, jacobianAt(residualsAt, parameters), sizesOf(constants, parameters));
  return idle.filter((constant) => !isOverhead(constant));
}

const sizesOf = (constants: readonly CalibrationConstant[], parameters: readonly number[]): number[] =>
  constants.map((constant, i) => sizeOf(constant, parameters[i] ?? 0));

const parametersOf = (calibration: Calibration, constants: readonly CalibrationConstant[]): number[] =>
  constants.map((constant) => parameterOf(constant, constantOf(calibration, constant)));

function startsOf(
  start: Calibration,
  constants: readonly CalibrationConstant[],
  residualsAt: Residuals,
): readonly number[][] {
  const first = parametersOf(start, constants);
  if (!constants.includes('layerOverheadSeconds')) return [first];
  const others = START_OVERHEADS.map((layerOverheadSeconds) =>
    parametersOf({ ...start, layerOverheadSeconds }, constants),
  );
  const errors = others.map((parameters) => meanSize(residualsAt(parameters)));
  const best = others[errors.indexOf(Math.min(...errors))];
  return best ? [first, best] : [first];
}

const meanSize = (residuals: readonly number[]): number =>
  residuals.reduce((sum, residual) => sum + Math.abs(residual), 0) / residuals.length;

/** √weight · (ln predicted − ln measured), weights with a mean of one. Not finite where nothing can be predicted. */
function residualsOf(
  samples: readonly CalibrationSample[],
  start: Calibration,
  constants: readonly CalibrationConstant[],
): Residuals {
  const total = samples.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const roots = samples.map(({ weight = 1 }) => Math.sqrt((weight * samples.length) / total));
  return (parameters) => {
    const calibration = withConstants(start, constants, parameters);
    return samples.map(
      (sample, i) => Math.log(sample.predictSeconds(calibration) / sample.measuredSeconds) * (roots[i] ?? 1),
    );
  };
}

function marginsOf(fit: RobustFit): number[] {
  const t = studentQuantile(0.975, fit.residuals.length - fit.parameters.length);
  const errors = standardErrors(fit);
  return fit.parameters.map((_, i) => t * (errors?.[i] ?? Number.POSITIVE_INFINITY));
}
