import type { Accelerator } from './accelerators/accelerator.ts';
import type { Model } from './models/model.ts';

/** Over how many GPUs one engine is spread, and how. */
export interface Parallelism {
  readonly tensor: number;
  readonly pipeline: number;
  /** Replicas of all but the experts, which all ranks share. */
  readonly data: number;
  /** Experts lie whole on single GPUs, instead of each being cut over all tensor × data. */
  readonly expert: boolean;
}

/** How keys and values are kept. */
export interface KvCacheFormat {
  readonly name: string;
  readonly bytesPerElement: number;
  /** Of a latent vector (MLA) where its layout is special: vLLM's fp8_ds_mla takes 656 bytes. */
  readonly latentBytes?: number;
}

/** What runs where. */
export interface Deployment {
  readonly model: Model;
  readonly accelerator: Accelerator;
  readonly parallelism: Parallelism;
  readonly kvCache: KvCacheFormat;
  readonly activationBytesPerElement: number;
}

export const SINGLE_GPU: Parallelism = { tensor: 1, pipeline: 1, data: 1, expert: false };
