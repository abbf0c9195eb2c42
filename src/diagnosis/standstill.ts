/** An engine that does not work reaches whatever limit it has, and keeps no promise. */
export const STANDSTILL_EXPLAINS = [
  'sequence-cap',
  'kv-cache-capacity',
  'prefill-token-budget',
  'deferred-admission',
  'frontend-bound',
  'arrival-overload',
  'objective-missed',
] as const;
