import type { MetricDefinition } from './definition.ts';

/** The KV blocks on the device. */
export const KV_CACHE = [
  {
    meaning: 'kvCacheUsageRatio',
    kind: 'gauge',
    unit: 'ratio',
    labels: [],
    names: [
      { name: 'gpu_cache_usage_perc', since: '0.8.5', until: '0.11.2' },
      { name: 'kv_cache_usage_perc', since: '0.9.2' },
    ],
    always: true,
    note: 'Share (0 to 1, not per cent) of KV blocks that requests hold after a step. Cached blocks nobody holds count as free, so an idle engine shows 0; a block counts whole however full it is. 0.9.2 to 0.11.2 may show both names.',
  },
  {
    meaning: 'kvBlockLifetimeSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'kv_block_lifetime_seconds', since: '0.12.0' }],
    always: false,
    note: 'From allocation to eviction of a block, for a sample of blocks (1 % by default). Only with --kv-cache-metrics; blocks that survive are not in it.',
  },
  {
    meaning: 'kvBlockIdleBeforeEvictionSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'kv_block_idle_before_evict_seconds', since: '0.12.0' }],
    always: false,
    note: 'From the last use of a block to its eviction, for a sample of blocks. Only with --kv-cache-metrics; blocks that survive are not in it.',
  },
  {
    meaning: 'kvBlockReuseGapSeconds',
    kind: 'histogram',
    unit: 'seconds',
    labels: [],
    names: [{ name: 'kv_block_reuse_gap_seconds', since: '0.12.0' }],
    always: false,
    note: 'Time between two uses of a block, its last few, observed when the block is evicted. Only with --kv-cache-metrics; a sample.',
  },
] as const satisfies readonly MetricDefinition[];
