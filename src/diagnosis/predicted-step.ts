import type { Analysis } from '../analysis/index.ts';
import type { Known, Measured } from '../quantities/index.ts';
import { predictStep, type Deployment, type Step } from '../roofline/index.ts';
import { withinError } from './within-error.ts';

/** What would be otherwise than now. */
interface Otherwise {
  readonly deployment?: Deployment | undefined;
  /** So many times as many requests decode. */
  readonly times?: number;
  /** Prompts in the step, now as well as then. */
  readonly prefill?: Step['prefill'];
}

/**
 * How long what is measured of a step would take then, by the cost model. What the measured time has beyond the prediction
 * stays as it is; where it is shorter, the prediction is shortened as much:
 *
 *     then = predicted(then) · min(1, measured ÷ predicted(now)) + max(0, measured − predicted(now))
 *
 * Undefined where hardware or model are not declared, or nothing ran.
 */
export function predictedStep(
  { roofline }: Analysis,
  measured: Measured,
  { deployment, times = 1, prefill = [] }: Otherwise,
): Known | undefined {
  if (!roofline || !measured.known || !(times > 0 && Number.isFinite(times))) return undefined;
  const { resolved, load } = roofline;
  const { calibration } = resolved;
  const { decode } = load;
  const now = predictStep({ decode, prefill }, resolved.deployment, calibration).seconds;
  const larger = { decode: { ...decode, requests: times * decode.requests }, prefill };
  const then = predictStep(larger, deployment ?? resolved.deployment, calibration).seconds;
  const seconds = then * Math.min(1, measured.value / now) + Math.max(0, measured.value - now);
  return withinError(seconds, 'seconds', calibration);
}
