/** Label names and values of vLLM that carry meaning. Like metric names, they stand only in this folder. */

/** Labels that tell engines of one target apart; exported under the same names, so that dashboards can join the two. */
export const ENGINE_LABEL = { engine: 'engine', model: 'model_name' } as const;

/** Labels of the cache configuration. Values are what Python prints: "True", "None". */
export const CACHE_CONFIG = {
  /** Since 0.24; right for hybrid models, too. */
  capacityTokens: 'kv_cache_size_tokens',
  blocks: 'num_gpu_blocks',
  tokensPerBlock: 'block_size',
  prefixCaching: 'enable_prefix_caching',
  /** Number format of keys and values; "auto" is that of the weights. */
  format: 'cache_dtype',
  memoryUtilization: 'gpu_memory_utilization',
} as const;

/** What some of them say. A format that is not named is that of the weights. */
export const CACHE_CONFIG_VALUE = { on: 'True', off: 'False', formatOfWeights: 'auto' } as const;

/** Divisions of metrics that measures single out. */
export const DIVISION = {
  /** Prompt tokens that no cache held. */
  computed: 'local_compute',
  /** Why requests wait: a limit is reached, or something other than the scheduler holds them. */
  waitingForCapacity: 'capacity',
  waitingDeferred: 'deferred',
  awake: 'awake',
  /** How requests finish: by themselves, at the most tokens asked for, given up by the client, by an error of the engine. */
  stopped: 'stop',
  cutOff: 'length',
  aborted: 'abort',
  failed: 'error',
} as const;

/** Options of vLLM that bring a measure, for messages. */
export const OPTION = {
  prefixCaching: '--enable-prefix-caching',
  speculativeDecoding: '--speculative-config',
} as const;

/** Says when the process behind a page began; exposed by the Python client, not by the engine. */
export const PROCESS_START = 'process_start_time_seconds';

/** What stands before every name on a page of vLLM itself. */
export const NAME_PREFIX = 'vllm:';

const STEP_EDGES = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];

/**
 * Bucket edges in seconds as vLLM ships them, the same in every version read. Since 0.32 `--custom-histogram-buckets` sets
 * others: whoever has a page reads them there.
 */
export const DEFAULT_EDGES_SECONDS = {
  // Source: the Prometheus logger in the wheels of 0.8.5 to 0.32.0, lists of time_to_first_token, inter_token_latency and
  // request_latency.
  ttftSeconds: [
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560,
  ],
  tpotSeconds: STEP_EDGES,
  e2eSeconds: [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680],
} as const;
