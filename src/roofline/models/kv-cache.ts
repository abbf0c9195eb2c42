import { SINGLE_GPU, type KvCacheFormat, type Parallelism } from '../deployment.ts';
import type { Attention, Model } from './model.ts';
import { sumOverLayers } from './parameters.ts';
import { kvHeadsPerGpu, stageShare } from './weight-bytes.ts';

/**
 * Bytes that one more token of context takes, over all layers:
 *
 *     grouped   2·G·d elements of each layer, keys and values          latent   l + r, once for all heads
 *
 * - Windows and chunks are taken to be not full yet: layers with them stop growing there; see kvBytesOfRequest.
 * - Linear attention takes nothing for a token.
 */
export const kvBytesPerToken = (model: Model, kv: KvCacheFormat): number =>
  sumOverLayers(model, ({ attention }) => tokenBytes(attention, kv, 1));

/** The same on one GPU of the fullest pipeline stage; latents, and key-value heads fewer than the GPUs, are on all. */
export function kvBytesPerTokenPerGpu(model: Model, kv: KvCacheFormat, parallelism: Parallelism): number {
  const bytes = sumOverLayers(model, ({ attention }) => tokenBytes(attention, kv, parallelism.tensor));
  return bytes * stageShare(model, parallelism);
}

/**
 * What a request with so much context keeps, on one GPU (without parallelism: altogether):
 *
 *     Σ over layers  min(context, reach) · bytes of a token, or the state
 *
 * - Chunks fill up from empty, so a layer with chunks keeps at most this.
 * - As vLLM's hybrid KV cache manager does, on by default; without it every layer pays for the whole context.
 * - Blocks are allocated whole: up to one block (16 tokens by default) more in each layer.
 */
export function kvBytesOfRequest(
  model: Model,
  kv: KvCacheFormat,
  contextTokens: number,
  parallelism: Parallelism = SINGLE_GPU,
): number {
  const bytes = sumOverLayers(model, ({ attention }) => {
    if (attention.kind === 'linear') return stateBytesOf(attention) / parallelism.tensor;
    const reach = attention.kind === 'grouped' && attention.reach ? attention.reach.tokens : contextTokens;
    return Math.min(contextTokens, reach) * tokenBytes(attention, kv, parallelism.tensor);
  });
  return bytes * stageShare(model, parallelism);
}

function tokenBytes(attention: Attention, kv: KvCacheFormat, tensor: number): number {
  switch (attention.kind) {
    case 'linear':
      return 0;
    case 'grouped':
      return 2 * kvHeadsPerGpu(attention.kvHeads, tensor) * attention.headSize * kv.bytesPerElement;
    case 'latent':
      return kv.latentBytes ?? (attention.latentSize + attention.ropeSize) * kv.bytesPerElement;
  }
}

/** The state of one layer for one sequence; 16 bits for each number where the config does not tell. */
export const stateBytesOf = ({ stateElements, stateBytes }: Extract<Attention, { kind: 'linear' }>): number =>
  stateBytes ?? stateElements * 2;
