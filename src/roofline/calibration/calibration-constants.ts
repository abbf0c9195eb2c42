import type { Calibration } from '../cost/index.ts';

/** What measurements can determine of a Calibration. */
export const CONSTANTS = ['memoryRatio', 'computeRatio', 'layerOverheadSeconds', 'requestOverheadSeconds'] as const;

export type CalibrationConstant = (typeof CONSTANTS)[number];

type Overhead = 'layerOverheadSeconds' | 'requestOverheadSeconds';

/** Of the parameter that stands for an overhead: one is a usual overhead, so that all parameters are of size one. */
const UNIT_SECONDS: Readonly<Record<Overhead, number>> = {
  layerOverheadSeconds: 50e-6,
  requestOverheadSeconds: 30e-6,
};

export const isOverhead = (constant: CalibrationConstant): constant is Overhead => constant in UNIT_SECONDS;

/**
 * A constant as the fit moves it. Ratios by their logarithm, so that they stay positive and errors are relative; overheads as
 * they are, in units of 50 µs a layer and 30 µs a request, because no overhead at all is possible.
 */
export const parameterOf = (constant: CalibrationConstant, value: number): number =>
  isOverhead(constant) ? value / UNIT_SECONDS[constant] : Math.log(value);

export const valueOf = (constant: CalibrationConstant, parameter: number): number =>
  isOverhead(constant) ? parameter * UNIT_SECONDS[constant] : Math.exp(parameter);

export const lowestOf = (constant: CalibrationConstant): number =>
  isOverhead(constant) ? 0 : Number.NEGATIVE_INFINITY;

/**
 * How far a parameter moves when its constant changes by a lot: ratios by a factor of e, overheads by themselves, but at least
 * by a usual one. What matters of an overhead of milliseconds is its share, as of a ratio; what of none, a usual one.
 */
export const sizeOf = (constant: CalibrationConstant, parameter: number): number =>
  isOverhead(constant) ? Math.max(1, parameter) : 1;

/** An absent overhead is none. */
export const constantOf = (calibration: Calibration, constant: CalibrationConstant): number =>
  calibration[constant] ?? 0;

/** The calibration with these constants in place of its own. */
export function withConstants(
  calibration: Calibration,
  constants: readonly CalibrationConstant[],
  parameters: readonly number[],
): Calibration {
  const values = constants.map((constant, i) => [constant, valueOf(constant, parameters[i] ?? Number.NaN)] as const);
  return { ...calibration, ...Object.fromEntries(values) };
}
