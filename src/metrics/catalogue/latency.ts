import type { MetricDefinition } from './definition.ts';

/**
 * How long things take. Two clocks: ttft and e2e are read on the wall clock of the API server, all others on the
 * monotonic clock of the engine. Bucket edges may be set by the operator since 0.32: read them from the page.
 */
export const LATENCY = [
  {
    meaning: 'ttftSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'time_to_first_token_seconds', since: '0.8.5' }],
    always: true,
    note: 'From arrival in the API server to the first output, observed at that output, so requests aborted later are in it; one per sequence. Includes tokenisation since 0.18, never the HTTP receive or the send.',
  },
  {
    meaning: 'itlSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [
      { name: 'time_per_output_token_seconds', since: '0.8.5', until: '0.14.1' },
      { name: 'inter_token_latency_seconds', since: '0.10.2' },
    ],
    always: true,
    note: 'Time between two outputs of one request: one observation per request and step, however many tokens the step gave it, preemption gaps included. The old name said per output token but measured this; 0.10.2 to 0.14.1 may show both, with the same observations.',
  },
  {
    meaning: 'tpotSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'request_time_per_output_token_seconds', since: '0.11.2' }],
    always: true,
    note: 'Decode time over (output tokens − 1), observed when a request finishes. One-token outputs are observed as 0 and drag the mean and the first bucket down.',
  },
  {
    meaning: 'e2eSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'e2e_request_latency_seconds', since: '0.8.5' }],
    always: true,
    note: 'From arrival in the API server to the last output, observed when a request finishes. Longer than queue + inference by the wait for the running step to end and the API server’s own work.',
  },
  {
    meaning: 'queueSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'request_queue_time_seconds', since: '0.8.5' }],
    always: true,
    note: 'From entering the scheduler to being first scheduled, observed when a request finishes. Neither the wait for the running step nor waiting again after a preemption is in it; nothing below the first edge (0.3 s) is resolved.',
  },
  {
    meaning: 'prefillSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'request_prefill_time_seconds', since: '0.8.5' }],
    always: true,
    note: 'From first being scheduled to the first token, observed when a request finishes: all chunks, and whatever else those steps computed.',
  },
  {
    meaning: 'decodeSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'request_decode_time_seconds', since: '0.8.5' }],
    always: true,
    note: 'From the first to the last token, observed when a request finishes. Includes waiting and recomputing after preemptions.',
  },
  {
    meaning: 'inferenceSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'request_inference_time_seconds', since: '0.8.5' }],
    always: true,
    note: 'From first being scheduled to the last token: exactly prefill + decode, observed when a request finishes.',
  },
] as const satisfies readonly MetricDefinition[];
