import type { MetricDefinition } from './definition.ts';

/**
 * Work per GPU by vLLM's own formulas from the tokens each step schedules. Not measured: no padding, sampling, vision
 * encoder, draft model or communication; divided by the tensor- and pipeline-parallel sizes.
 */
export const MODEL_FLOPS = [
  {
    meaning: 'flopPerGpu',
    kind: 'counter',
    unit: 'flop',
    labels: [],
    names: [{ name: 'estimated_flops_per_gpu', since: '0.18.1' }],
    always: true,
    zeroUnless: '--enable-mfu-metrics',
    note: 'Floating-point operations by formula. Attention of a whole-prompt prefill is about twice the truth (no causal half); the rate over wall time includes idle time.',
  },
  {
    meaning: 'readBytesPerGpu',
    kind: 'counter',
    unit: 'bytes',
    labels: [],
    names: [{ name: 'estimated_read_bytes_per_gpu', since: '0.18.1' }],
    always: true,
    zeroUnless: '--enable-mfu-metrics',
    note: 'Bytes read by formula: weights and KV once per step, and activations, which caches may serve, so it can exceed the memory traffic.',
  },
  {
    meaning: 'writeBytesPerGpu',
    kind: 'counter',
    unit: 'bytes',
    labels: [],
    names: [{ name: 'estimated_write_bytes_per_gpu', since: '0.18.1' }],
    always: true,
    zeroUnless: '--enable-mfu-metrics',
    note: 'Bytes written by formula: new KV entries and activations.',
  },
] as const satisfies readonly MetricDefinition[];
