// Takes a deployment. Gives where it saturates, what its memory holds, and what a load would see. Pure arithmetic on cost.
export { criticalContextTokens } from './critical-context.ts';
export { halfSaturationBatch } from './half-saturation-batch.ts';
export { chunkSeconds } from './interference.ts';
export { kvCacheCapacityTokens, type Estimate } from './kv-capacity.ts';
export { objectiveLimitedRequests } from './objective-limited-requests.ts';
export { ridgeOfWeights } from './ridge-of-weights.ts';
export { saturationBatch } from './saturation-batch.ts';
export { predictServing, type ClosedLoop, type ServingPrediction } from './serving.ts';
export { sweep, type SweepPoint } from './sweep.ts';
export { defaultTokenBudget } from './token-budget.ts';
