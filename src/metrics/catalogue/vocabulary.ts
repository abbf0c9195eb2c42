/** Label names and values of vLLM that carry meaning. Like metric names, they stand only in this folder. */

/** Labels of the cache configuration. Values are what Python prints: "True", "None". */
export const CACHE_CONFIG = {
  /** Since 0.24; right for hybrid models, too. */
  capacityTokens: 'kv_cache_size_tokens',
  blocks: 'num_gpu_blocks',
  tokensPerBlock: 'block_size',
  prefixCaching: 'enable_prefix_caching',
} as const;

/** Divisions of metrics that measures single out. */
export const DIVISION = {
  /** Prompt tokens that no cache held. */
  computed: 'local_compute',
  /** Why requests wait: a limit is reached, or something other than the scheduler holds them. */
  waitingForCapacity: 'capacity',
  waitingDeferred: 'deferred',
  awake: 'awake',
} as const;

/** Options of vLLM that bring a measure, for messages. */
export const OPTION = {
  prefixCaching: '--enable-prefix-caching',
  speculativeDecoding: '--speculative-config',
} as const;

/** Says when the process behind a page began; exposed by the Python client, not by the engine. */
export const PROCESS_START = 'process_start_time_seconds';
