import type { MetricDefinition } from './definition.ts';

/** What the engine is set up as and which state it is in. */
export const CONFIGURATION = [
  {
    meaning: 'cacheConfig',
    kind: 'info',
    unit: 'count',
    labels: [],
    names: [{ name: 'cache_config_info', since: '0.8.5' }],
    always: true,
    note: 'Constant 1 whose labels are the cache configuration as Python strings ("None", "True"). No model_name, and no engine in 0.8.5; the label set changes with nearly every release, and kv_cache_size_tokens is there only since 0.24.',
  },
  {
    meaning: 'loraRequests',
    kind: 'info',
    unit: 'count',
    labels: [],
    names: [{ name: 'lora_requests_info', since: '0.8.5' }],
    always: false,
    note: 'Labels list the LoRA adapters running and waiting; the value is the Unix time of the update and old label sets stay, so only the series with the largest value holds. No engine or model label; only with --enable-lora, and useless with several API servers, which add the times up.',
  },
  {
    meaning: 'engineSleepState',
    kind: 'gauge',
    unit: 'count',
    labels: ['sleep_state'],
    names: [{ name: 'engine_sleep_state', since: '0.11.2' }],
    always: true,
    note: 'For each `sleep_state` (awake, weights_offloaded, discard_all) 1 or 0. Asleep is awake = 0.',
  },
] as const satisfies readonly MetricDefinition[];
