// Takes what is declared of a deployment. Gives what its hardware could do with any step, and what steps to expect.
// Knows nothing of engines or metrics: pure tables and arithmetic.
export * from './accelerators/index.ts';
export * from './cost/index.ts';
export { SINGLE_GPU, type Deployment, type KvCacheFormat, type Parallelism } from './deployment.ts';
export * from './limits/index.ts';
export * from './models/index.ts';
export { capability, type Capability, type CapabilityRequest, type PredictedPoint } from './capability.ts';
export { isUnresolved, resolveDeployment, type ResolvedDeployment, type Unresolved } from './resolve-deployment.ts';
