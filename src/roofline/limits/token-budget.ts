import type { Accelerator } from '../accelerators/index.ts';

const GIBI = 2 ** 30;

/**
 * Tokens in a step at most, where nobody set max_num_batched_tokens.
 * Source: vLLM 0.32, engine/arg_utils.py, for its API server: by the memory of the GPU, and less on an A100.
 */
export function defaultTokenBudget({ id, memoryBytes, visibleMemoryBytes = memoryBytes }: Accelerator): number {
  if (visibleMemoryBytes >= 160 * GIBI) return 16_384;
  return visibleMemoryBytes >= 70 * GIBI && !id.startsWith('a100') ? 8192 : 2048;
}
