/** What is read from gauges, and so as wrong as they are. */
export const GAUGES_EXPLAIN = [
  'sequence-cap',
  'kv-cache-capacity',
  'prefill-token-budget',
  'deferred-admission',
  'arrival-overload',
] as const;

/** An engine that does not work reaches whatever limit it has, and keeps no promise; what hangs in it is in no counter. */
export const STANDSTILL_EXPLAINS = [...GAUGES_EXPLAIN, 'frontend-bound', 'objective-missed', 'stale-gauges'] as const;
