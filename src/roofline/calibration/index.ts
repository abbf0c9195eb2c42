// Takes times that were measured, each with how it would be predicted. Gives the calibration that fits them, how sure it is,
// or why there is none. Knows nothing of recordings or models; never random.
export { type CalibrationConstant } from './calibration-constants.ts';
export { type CalibrationRefusal } from './calibration-refusal.ts';
export { type CalibrationSample } from './calibration-sample.ts';
export {
  fitCalibration,
  isRefusal,
  type CalibrationFit,
  type CalibrationOptions,
  type Interval,
  type Residual,
} from './fit-calibration.ts';
