import {
  decodeStep,
  prefillStep,
  predictStep,
  roofFlopPerSecond,
  stepCost,
  totalWork,
  type Step,
} from './cost/index.ts';
import {
  chunkSeconds,
  criticalContextTokens,
  halfSaturationBatch,
  kvCacheCapacityTokens,
  objectiveLimitedRequests,
  predictServing,
  saturationBatch,
  sweep,
  type Estimate,
  type ServingPrediction,
  type SweepPoint,
} from './limits/index.ts';
import { kvBytesPerToken, parameters, weightBytes } from './models/index.ts';
import type { ResolvedDeployment } from './resolve-deployment.ts';

/** What is asked of a deployment on paper. */
export interface CapabilityRequest {
  /** Of a request while it decodes, itself included. */
  readonly contextTokens: number;
  readonly batches: readonly number[];
  readonly tpotSeconds?: number | undefined;
  /** A closed loop of clients; nothing is predicted without one. */
  readonly load?: { readonly inputTokens: number; readonly outputTokens: number } | undefined;
  readonly concurrencies?: readonly number[];
}

/** A predicted operating point of one GPU. */
export interface PredictedPoint {
  readonly batch: number;
  readonly intensityFlopPerByte: number;
  readonly flopPerSecond: number;
  readonly roofFlopPerSecond: number;
}

export interface Capability {
  readonly model: {
    readonly id: string;
    readonly parameters: number;
    readonly activeParameters: number;
    readonly weightBytes: number;
    readonly kvBytesPerToken: number;
  };
  readonly limits: {
    readonly saturationBatch: number;
    readonly halfSaturationBatch: number | null;
    readonly criticalContextTokens: number | null;
    readonly kvCacheCapacityTokens: Estimate;
    readonly kvLimitedRequests: Estimate;
    readonly objectiveLimitedRequests: number | null;
    /** What a full step of prompt tokens adds to every request that decodes meanwhile. */
    readonly fullChunkSeconds: number;
  };
  readonly sweep: readonly SweepPoint[];
  readonly points: { readonly decode: readonly PredictedPoint[]; readonly prefill: PredictedPoint };
  readonly serving: readonly ServingPrediction[];
}

/** Limits, sweep and loads of a deployment that need not exist yet. */
export function capability(resolved: ResolvedDeployment, request: CapabilityRequest): Capability {
  const { deployment, calibration, tokenBudget, gpuMemoryUtilization } = resolved;
  const { model, kvCache } = deployment;
  const { contextTokens, batches, load, concurrencies = [], tpotSeconds } = request;
  const { total, active } = parameters(model);
  const capacity = kvCacheCapacityTokens(deployment, contextTokens, gpuMemoryUtilization);
  const held = scaled(capacity, 1 / contextTokens);
  const half = halfSaturationBatch(deployment, contextTokens);
  return {
    model: {
      id: model.id,
      parameters: total,
      activeParameters: active,
      weightBytes: weightBytes(model),
      kvBytesPerToken: kvBytesPerToken(model, kvCache),
    },
    limits: {
      saturationBatch: saturationBatch(deployment),
      halfSaturationBatch: Number.isFinite(half) ? half : null,
      criticalContextTokens: criticalContextTokens(deployment),
      kvCacheCapacityTokens: capacity,
      kvLimitedRequests: held,
      objectiveLimitedRequests:
        tpotSeconds === undefined
          ? null
          : objectiveLimitedRequests(tpotSeconds, contextTokens, deployment, calibration),
      fullChunkSeconds: chunkSeconds(
        { tokens: tokenBudget, contextTokens: 0 },
        { requests: 1, contextTokens },
        deployment,
        calibration,
      ),
    },
    sweep: sweep(batches, contextTokens, deployment, calibration),
    points: {
      decode: batches.map((batch) => pointOf(batch, decodeStep(batch, contextTokens), resolved)),
      prefill: pointOf(tokenBudget, prefillStep(tokenBudget), resolved),
    },
    // Nobody is served by weights that do not fit.
    serving: load && capacity.high > 0 ? served(load, concurrencies, resolved) : [],
  };
}

function served(
  load: NonNullable<CapabilityRequest['load']>,
  concurrencies: readonly number[],
  {
    deployment,
    calibration,
    tokenBudget,
    maxNumSeqs = Number.POSITIVE_INFINITY,
    gpuMemoryUtilization,
  }: ResolvedDeployment,
): ServingPrediction[] {
  const residentTokens = load.inputTokens + load.outputTokens / 2;
  const capacityTokens = kvCacheCapacityTokens(deployment, residentTokens, gpuMemoryUtilization).value;
  const runningLimit = Math.max(1, Math.min(maxNumSeqs, Math.floor(capacityTokens / residentTokens)));
  return concurrencies.map((concurrency) =>
    predictServing({ ...load, concurrency, tokenBudget, runningLimit }, deployment, calibration),
  );
}

const scaled = ({ value, low, high }: Estimate, factor: number): Estimate => ({
  value: value * factor,
  low: low * factor,
  high: high * factor,
});

function pointOf(batch: number, step: Step, { deployment, calibration }: ResolvedDeployment): PredictedPoint {
  const costs = stepCost(step, deployment);
  const work = totalWork(costs, deployment.accelerator);
  const { seconds } = predictStep(step, deployment, calibration, costs);
  return {
    batch,
    intensityFlopPerByte: work.flop / work.bytes,
    flopPerSecond: work.flop / seconds / deployment.parallelism.pipeline,
    roofFlopPerSecond: roofFlopPerSecond(work, deployment.accelerator),
  };
}
