import type { Calibration } from '../cost/index.ts';
import { isOverhead, type CalibrationConstant } from './calibration-constants.ts';
import type { CalibrationSample } from './calibration-sample.ts';

/** Why these measurements cannot calibrate, each with what would. */
export interface CalibrationRefusal {
  readonly problems: readonly string[];
}

const FEWEST_SAMPLES = 4;
/** Measured times err too; a quarter of them so far below the roof do not. */
const BELOW_ROOF = 0.95;
const TOO_MANY_BELOW_RATIO = 0.25;
/** Above 1 a datasheet may be pessimistic or a step cheaper than modelled; above this it is another machine or model. */
const IMPOSSIBLE_RATIO = 1.2;
/** Source: fits over deployments of vLLM on H100, H200 and B200 stay above; below, something else than the roof takes the time. */
const POOR_MEMORY_RATIO = 0.3;
const POOR_ERROR_RATIO = 0.3;

const NAMES: Readonly<Record<CalibrationConstant, string>> = {
  memoryRatio: 'the share of the memory bandwidth',
  computeRatio: 'the share of the peak FLOP/s',
  layerOverheadSeconds: 'the overhead of a layer',
  requestOverheadSeconds: 'the overhead of a request',
};

/** What is wrong with the measurements before anything is fitted. */
export function problemsOfSamples(samples: readonly CalibrationSample[], start: Calibration): string[] {
  const problems: string[] = [];
  if (samples.length < FEWEST_SAMPLES) {
    problems.push(`${samples.length} measurements are fewer than ${FEWEST_SAMPLES}: record longer, at several loads`);
  }
  const roof: Calibration = {
    memoryRatio: 1,
    computeRatio: 1,
    layerOverheadSeconds: 0,
    errorRatio: start.errorRatio,
  };
  const below = samples.filter((sample) => sample.measuredSeconds < BELOW_ROOF * sample.predictSeconds(roof)).length;
  if (samples.length > 0 && below >= TOO_MANY_BELOW_RATIO * samples.length) {
    problems.push(
      `${below} of ${samples.length} measurements are below the roof, which no execution can be: the declared model, precision, ` +
        'GPU or parallelism is wrong, or work was saved that is not declared (prefix hits, speculation)',
    );
  }
  return problems;
}

/** When the overhead and the share of bandwidth, or whatever was left to tell apart, look alike. */
export function problemOfSameness(
  samples: readonly CalibrationSample[],
  constants: readonly CalibrationConstant[],
): string {
  const batches = samples.flatMap(({ requests }) => (requests === undefined ? [] : [requests]));
  const cannot = `${constants.map((constant) => NAMES[constant]).join(' and ')} cannot be told apart`;
  if (batches.length === 0) return `${cannot}, because all measurements are of like steps: record at other loads`;
  const [low, high] = [Math.round(Math.min(...batches)), Math.round(Math.max(...batches))];
  const range = low === high ? `${low}` : `${low}–${high}`;
  return `${cannot}: all measurements have a batch of ${range}; record at other loads, from nearly idle to nearly full`;
}

export const NOTHING_SEEN =
  'no constant changes these predictions by more than 2 %: collectives or something else decides them; record at other loads';

export const UNSETTLED = 'the best constants are not found: too few measurements, or none that fit together';

/** What a fit shows that cannot be. */
export const problemsOfFit = (calibration: Calibration, constants: readonly CalibrationConstant[]): string[] =>
  efficienciesOf(constants)
    .filter((constant) => calibration[constant] > IMPOSSIBLE_RATIO)
    .map(
      (constant) =>
        `${NAMES[constant]} would be ${calibration[constant].toFixed(2)}, more than there is: the declared model, precision or GPU is wrong`,
    );

/** What a fit shows that can be, and should be looked at before it is believed. */
export function warningsOfFit(
  calibration: Calibration,
  constants: readonly CalibrationConstant[],
  medianErrorRatio: number,
): string[] {
  const warnings = efficienciesOf(constants)
    .filter((constant) => calibration[constant] > 1)
    .map(
      (constant) =>
        `${NAMES[constant]} comes out as ${calibration[constant].toFixed(2)}, above what the datasheet gives`,
    );
  if (constants.includes('memoryRatio') && calibration.memoryRatio < POOR_MEMORY_RATIO) {
    warnings.push(
      `${NAMES.memoryRatio} comes out as ${calibration.memoryRatio.toFixed(2)}, far below what kernels reach: the GPU may be another or shared`,
    );
  }
  if (medianErrorRatio > POOR_ERROR_RATIO) {
    warnings.push(
      `half of the measurements are off by more than ${Math.round(medianErrorRatio * 100)} %: something else than the load decides them`,
    );
  }
  return warnings;
}

const efficienciesOf = (constants: readonly CalibrationConstant[]) =>
  constants.filter((constant) => !isOverhead(constant));
