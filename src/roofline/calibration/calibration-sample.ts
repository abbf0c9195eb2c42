import type { Calibration } from '../cost/index.ts';

/** A time that was measured, and how a calibration would predict it: of a window of a recording, of a row of a table. */
export interface CalibrationSample {
  predictSeconds(calibration: Calibration): number;
  readonly measuredSeconds: number;
  /** ∝ 1 ÷ the variance of its error; 1 where absent. */
  readonly weight?: number;
  /** Its mean batch, only to name it when all are alike. */
  readonly requests?: number;
}
