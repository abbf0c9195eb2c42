import type { Calibration } from '../cost/index.ts';
import { isOverhead, lowestOf, type CalibrationConstant } from './calibration-constants.ts';
import { NOTHING_SEEN, UNSETTLED, problemOfSameness, type CalibrationRefusal } from './calibration-refusal.ts';
import type { CalibrationSample } from './calibration-sample.ts';
import { fitConstants, type ConstantsFit } from './fit-constants.ts';

/**
 * What the overhead of a request has to take off the mean error at least. Chosen: it took 31 to 76 % off where it predicted other
 * shapes better (two dense models, each shape left out), and up to 20 % where it predicted them worse (gpt-oss on a newer vLLM).
 */
const LEAST_GAIN_RATIO = 0.25;

/** Below, it is not kernels that are slow: bandwidth stays above in all known fits, and a tenth of the FLOP/s in prompts, too. */
const IMPLAUSIBLE_MEMORY_RATIO = 0.3;
const IMPLAUSIBLE_COMPUTE_RATIO = 0.1;

/**
 * The fit of as many constants as the samples show. The overhead of a request comes last, to the others that were kept, and
 * stays only if nothing about the fit is in doubt with it.
 */
export function chooseConstants(
  samples: readonly CalibrationSample[],
  start: Calibration,
  constants: readonly CalibrationConstant[],
): ConstantsFit | CalibrationRefusal {
  const first = withoutHidden(
    samples,
    start,
    constants.filter((constant) => constant !== 'requestOverheadSeconds'),
  );
  if ('problems' in first) return first;
  if (constants.includes('layerOverheadSeconds') && standsInForOverhead(first)) {
    return { problems: [problemOfSameness(samples, ['memoryRatio', 'layerOverheadSeconds'])] };
  }
  if (!constants.includes('requestOverheadSeconds')) return first;
  const all = fitConstants(samples, first.calibration, [...first.constants, 'requestOverheadSeconds']);
  return all && isSure(all) && all.meanError < (1 - LEAST_GAIN_RATIO) * first.meanError ? all : first;
}

function withoutHidden(
  samples: readonly CalibrationSample[],
  start: Calibration,
  constants: readonly CalibrationConstant[],
): ConstantsFit | CalibrationRefusal {
  if (constants.length === 0) return { problems: [NOTHING_SEEN] };
  const without = (...dropped: readonly CalibrationConstant[]) =>
    withoutHidden(
      samples,
      start,
      constants.filter((constant) => !dropped.includes(constant)),
    );
  const fit = fitConstants(samples, start, constants);
  if (!fit) return { problems: [UNSETTLED] };
  const { idle, imitated, vague } = fit;
  if (idle.length > 0) return without(...idle);
  if (imitated.includes('computeRatio') && constants.length > 2) return without('computeRatio');
  if (imitated.length > 0) return { problems: [problemOfSameness(samples, imitated)] };
  if (vague.includes('computeRatio')) return without('computeRatio');
  if (vague.length > 1) return { problems: [problemOfSameness(samples, vague)] };
  return vague.length > 0 ? without(...vague) : fit;
}

/** No overhead was found, and shares so poor that it has to be in them. */
const standsInForOverhead = ({ constants, calibration }: ConstantsFit): boolean =>
  !constants.includes('layerOverheadSeconds') &&
  ((constants.includes('memoryRatio') && calibration.memoryRatio < IMPLAUSIBLE_MEMORY_RATIO) ||
    (constants.includes('computeRatio') && calibration.computeRatio < IMPLAUSIBLE_COMPUTE_RATIO));

/** Everything shows, the overhead of a request is above none for sure, and it leaves shares that kernels can reach. */
function isSure({ constants, calibration, parameters, margins, idle, imitated, vague }: ConstantsFit): boolean {
  const last = constants.length - 1;
  const low = (parameters[last] ?? Number.NaN) - (margins[last] ?? Number.NaN);
  return (
    [...idle, ...imitated, ...vague].length === 0 &&
    low > lowestOf('requestOverheadSeconds') &&
    constants.every((constant) => isOverhead(constant) || calibration[constant] <= 1)
  );
}
