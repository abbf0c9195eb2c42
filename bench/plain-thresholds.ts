import type { Observed } from '../test/diagnosis/scenarios/scenario.ts';

/** What a dashboard or an alert with a plain threshold makes of an engine: the first that is crossed. */
type PlainVerdict = 'kv-cache-capacity' | 'queue' | 'slow first tokens' | 'cold prefix cache' | 'arrivals';

// As on the dashboards and in the alerts of peers, which look at one number each.
const KV_CACHE_USED = 0.9;
const TTFT_P95_SECONDS = 1;
const HIT_RATIO = 0.5;

export function plainVerdict({ analysis, preemptionsEver }: Observed, minimumHitRatio = HIT_RATIO): PlainVerdict {
  const { kvCacheUsageRatioMax, requestsWaitingMax, ttftSecondsP95, prefixCacheHitRatio } = analysis.measures;
  if (kvCacheUsageRatioMax.known && kvCacheUsageRatioMax.value > KV_CACHE_USED) return 'kv-cache-capacity';
  if (preemptionsEver > 0) return 'kv-cache-capacity';
  if (requestsWaitingMax.known && requestsWaitingMax.value > 0) return 'queue';
  if (ttftSecondsP95.known && ttftSecondsP95.value > TTFT_P95_SECONDS) return 'slow first tokens';
  if (prefixCacheHitRatio.known && prefixCacheHitRatio.value < minimumHitRatio) return 'cold prefix cache';
  return 'arrivals';
}

/** In favour of the thresholds: a queue is right whether slots or arrivals are behind it. */
export const isPlainlyRight = (given: PlainVerdict, expected: string): boolean =>
  given === expected || (given === 'queue' && (expected === 'sequence-cap' || expected === 'arrival-overload'));
