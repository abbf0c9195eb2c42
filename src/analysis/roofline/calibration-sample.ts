import type { Window } from '../../metrics/window/index.ts';
import type { CalibrationSample } from '../../roofline/calibration/index.ts';
import type { Calibration } from '../../roofline/index.ts';
import type { Analysis } from '../analyze.ts';
import { operatingPoint } from './operating-point.ts';

/** Fewer tokens than this say little about the mean time between them. */
const LEAST_TOKENS = 30;

/**
 * The mean step of a window as something to fit a calibration to; undefined where too little was decoded or the roofline is
 * unknown. A sample weighs by the square root of its tokens: those of one step are one measurement.
 */
export function calibrationSample(
  window: Window,
  { roofline }: Pick<Analysis, 'roofline'>,
): CalibrationSample | undefined {
  if (!roofline) return undefined;
  const { load, resolved } = roofline;
  const { stepSeconds, decode, decodeStepsPerSecond } = load;
  const tokens = decode.requests * decodeStepsPerSecond * window.seconds;
  if (stepSeconds === undefined || tokens < LEAST_TOKENS) return undefined;
  return {
    measuredSeconds: stepSeconds,
    predictSeconds: (calibration: Calibration): number => {
      const { decodeStep } = operatingPoint(load, resolved.deployment, calibration, resolved.tokenBudget);
      return decodeStep ? decodeStep.seconds + decodeStep.interferenceSeconds : Number.NaN;
    },
    weight: Math.sqrt(tokens),
    requests: decode.requests,
  };
}
