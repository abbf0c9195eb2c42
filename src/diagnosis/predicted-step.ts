import type { Analysis } from '../analysis/index.ts';
import { known, type Known } from '../quantities/index.ts';
import { decodeStep, predictStep } from '../roofline/index.ts';

/**
 * How long a decode step with so many requests would take at the context of now, by the cost model; undefined where hardware
 * or model are not declared, or nothing ran. [low, high] holds the calibration's error.
 */
export function predictedStep({ roofline }: Analysis, running: number): Known | undefined {
  if (!roofline || !(running > 0)) return undefined;
  const { resolved, load } = roofline;
  const { deployment, calibration } = resolved;
  const { seconds } = predictStep(decodeStep(running, load.decode.contextTokens), deployment, calibration);
  const error = 1 + calibration.errorRatio;
  const step = known(seconds, 'seconds', { low: seconds / error, high: seconds * error });
  return step.known ? step : undefined;
}

/**
 * The same as a share of what it takes now, so that the errors of both predictions cancel where they are the same: measured
 * seconds × predicted(then) ÷ predicted(now). Undefined where the cost model cannot say.
 */
export function scaledStep(analysis: Analysis, measured: Known, now: number, then: number): Known | undefined {
  const [before, after] = [predictedStep(analysis, now), predictedStep(analysis, then)];
  const errorRatio = analysis.roofline?.resolved.calibration.errorRatio;
  if (!before || !after || errorRatio === undefined) return undefined;
  const seconds = (measured.value * after.value) / before.value;
  const step = known(seconds, 'seconds', { low: seconds / (1 + errorRatio), high: seconds * (1 + errorRatio) });
  return step.known ? step : undefined;
}
