import { quantityOf, type Known, type Unit } from '../quantities/index.ts';
import type { Calibration } from '../roofline/index.ts';

/** What the cost model says, with bounds that hold the error of its calibration. */
export const withinError = (
  value: number,
  unit: Unit,
  { errorRatio }: Pick<Calibration, 'errorRatio'>,
): Known | undefined => quantityOf(value, unit, { low: value / (1 + errorRatio), high: value * (1 + errorRatio) });
