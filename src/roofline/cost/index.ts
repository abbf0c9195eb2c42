// Takes a step (who decodes, what is prefilled) and a deployment. Gives FLOP and bytes by component, the time at the roofs
// and the time to expect. Knows nothing of engines or metrics.
export { pairsOfChunk, spanOfToken } from './attention-span.ts';
export { universalCalibration, type Calibration } from './calibration.ts';
export { collectiveSeconds } from './collectives.ts';
export { bytesOf, type Component, type ComponentCost } from './component-cost.ts';
export { distinctExperts } from './experts.ts';
export { predictStep, type StepPrediction } from './predict-step.ts';
export { roofSeconds, type Efficiency } from './roof-seconds.ts';
export { stepCost } from './step-cost.ts';
export { decodeStep, NOBODY, prefillStep, type DecodeBatch, type PrefillChunk, type Step } from './step.ts';
export { roofFlopPerSecond, totalWork, type TotalWork } from './total-work.ts';
