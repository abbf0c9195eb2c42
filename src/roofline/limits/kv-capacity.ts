import type { Deployment } from '../deployment.ts';
import { kvBytesOfRequest, weightBytesPerGpu } from '../models/index.ts';

const GIBI = 2 ** 30;

// Source: vLLM 0.32, config/cache.py; 0.9 before 0.20.
const GPU_MEMORY_UTILIZATION = 0.92;

/**
 * Activations of the largest step, CUDA graphs, the CUDA context. Source: 2.5 GiB puts the first saturated concurrency right
 * in five of five published sweeps; logs show 1.5 to 4 GiB, more with larger steps.
 */
const RESERVED_BYTES = { value: 2.5 * GIBI, low: 1.5 * GIBI, high: 4 * GIBI };

/** A number of tokens or requests, and between what it surely is. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Tokens that fit into the KV cache of one engine when each request keeps so many:
 *
 *     (utilization · visible memory − weights − reserved) ÷ KV bytes of a request · its tokens      per GPU
 *
 * Windowed layers stop growing at their window, so it depends on the length. 0: the weights leave nothing.
 */
export function kvCacheCapacityTokens(
  deployment: Deployment,
  residentTokens: number,
  gpuMemoryUtilization = GPU_MEMORY_UTILIZATION,
): Estimate {
  const { model, accelerator, parallelism, kvCache } = deployment;
  const memoryBytes = accelerator.visibleMemoryBytes ?? accelerator.memoryBytes;
  const left = gpuMemoryUtilization * memoryBytes - weightBytesPerGpu(model, parallelism);
  const bytesPerToken = kvBytesOfRequest(model, kvCache, residentTokens, parallelism) / residentTokens;
  const tokensWith = (reservedBytes: number): number => Math.max(0, left - reservedBytes) / bytesPerToken;
  return {
    value: tokensWith(RESERVED_BYTES.value),
    low: tokensWith(RESERVED_BYTES.high),
    high: tokensWith(RESERVED_BYTES.low),
  };
}
