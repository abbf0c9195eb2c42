// Takes windows and what the operator declared. Gives measures with units, bounds and reasons.
// One law per file; each formula stands once, in the comment of its function.
// Never judges: whether a number is bad is the business of diagnosis.
export { analyze, type Analysis } from './analyze.ts';
export { lawsOf, measureOf, type Laws } from './laws.ts';
export { MEASURES, PERCENTILES, type Latency, type MeasureId, type MeasureInfo, type Measures } from './measures.ts';
export { fleetInputs, INPUTS, type Inputs } from './inputs.ts';
export { inputsOf, neededInputs, neededInputsOfStep } from './needed-inputs.ts';
export { fleetTotals, type FleetTotals } from './fleet/fleet-totals.ts';
export { calibrationSample } from './roofline/calibration-sample.ts';
export type { Comparison } from './roofline/counter-check.ts';
export { ROOFLINE_MEASURES, type RooflineDetail } from './roofline/roofline.ts';
export { ROOM_FOR_PROMPTS } from './queueing/sequence-cap.ts';
export { LONGEST_STEP_SECONDS } from './traffic/condition.ts';
