import type { KvCacheFormat } from '../deployment.ts';
import { ModelError } from './model-error.ts';
import type { Model } from './model.ts';

const BYTES_PER_ELEMENT: ReadonlyMap<string, number> = new Map([
  ['auto', 2],
  ['bf16', 2],
  ['bfloat16', 2],
  ['fp16', 2],
  ['float16', 2],
  ['fp8', 1],
  ['fp8_e4m3', 1],
  ['fp8_e5m2', 1],
  ['fp8_ds_mla', 1],
  ['int8', 1],
]);

/**
 * What vLLM calls `--kv-cache-dtype`; auto is what the model computes in, 16 bits. fp8_ds_mla is for latent attention
 * only: 512 latent numbers of 8 bits, four 32-bit scales and 64 rotary numbers of 16 bits, 656 bytes.
 * Source: vLLM 0.32, v1/attention/backends/mla/flashmla_sparse.py.
 */
export function kvCacheFormat(name: string, model: Model): KvCacheFormat {
  const wanted = name.trim().toLowerCase();
  const bytesPerElement = BYTES_PER_ELEMENT.get(wanted);
  if (bytesPerElement === undefined) {
    throw new ModelError('the KV cache format', `one of ${[...BYTES_PER_ELEMENT.keys()].join(', ')}`, name);
  }
  if (wanted !== 'fp8_ds_mla') return { name: wanted, bytesPerElement };
  const fits = model.layers.every(
    ({ attention }) => attention.kind === 'latent' && attention.latentSize === 512 && attention.ropeSize === 64,
  );
  if (!fits) {
    throw new ModelError(
      'the KV cache format',
      'another than fp8_ds_mla, which is for latent attention of 512 + 64',
      name,
    );
  }
  return { name: wanted, bytesPerElement, latentBytes: 512 + 4 * 4 + 64 * 2 };
}
