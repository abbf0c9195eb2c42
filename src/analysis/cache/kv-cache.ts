import { CACHE_CONFIG } from '../../metrics/catalogue/index.ts';
import { annotation, known, unknown, type Measured } from '../../quantities/index.ts';
import { whatIsMissing, type Window } from '../../metrics/window/index.ts';
import { firstUnknown, isUnknown, sampled } from '../engine-window.ts';
import type { Contribution, Measures } from '../measures.ts';
import { largest, timeAverage } from '../queueing/occupancy.ts';

/**
 * KV cache: share in use (time-average and largest sample), capacity, and the tokens that live in it.
 *
 *     residentTokens = usage × capacity          residentTokensPerRequest = residentTokens / requestsRunning
 *
 * - A share outside 0–1 is an instrument fault (seen with forks), never clamped.
 * - Cached prefixes that nobody uses do not count as used; blocks count whole, so resident tokens are an upper bound.
 * - Capacity: `kv_cache_size_tokens` (vLLM ≥ 0.24), else blocks × block size, which overstates hybrid models.
 */
export function kvCache(
  window: Window,
  { requestsRunning }: Pick<Measures, 'requestsRunning'>,
): Contribution<
  'kvCacheUsageRatio' | 'kvCacheUsageRatioMax' | 'kvCacheCapacityTokens' | 'residentTokens' | 'residentTokensPerRequest'
> {
  const usage = plausibleUsage(window);
  const kvCacheUsageRatio = timeAverage(window, usage, 'ratio');
  const kvCacheCapacityTokens = capacityTokens(window);
  const residentTokens = residentTokensOf(kvCacheUsageRatio, kvCacheCapacityTokens);
  return {
    kvCacheUsageRatio,
    kvCacheUsageRatioMax: largest(usage, 'ratio'),
    kvCacheCapacityTokens,
    residentTokens,
    residentTokensPerRequest: perRunningRequest(residentTokens, requestsRunning),
  };
}

function plausibleUsage(window: Window): ReturnType<typeof sampled> {
  const usage = sampled(window, 'kvCacheUsageRatio');
  if (isUnknown(usage) || (usage.minimum >= 0 && usage.maximum <= 1)) return usage;
  return unknown('instrument-fault', [
    `${whatIsMissing('kvCacheUsageRatio')} between 0 and 1 (it was ${usage.minimum}–${usage.maximum})`,
  ]);
}

function capacityTokens(window: Window): Measured {
  const configuration = window.info.get('cacheConfig');
  const number = (label: string): number => Number(configuration?.[label] ?? Number.NaN);
  const stated = number(CACHE_CONFIG.capacityTokens);
  if (stated > 0) return known(stated, 'tokens');
  const computed = number(CACHE_CONFIG.blocks) * number(CACHE_CONFIG.tokensPerBlock);
  if (computed > 0) return known(computed, 'tokens', { annotations: [annotation('hybrid-cache-unknown')] });
  return unknown('not-exported', [whatIsMissing('cacheConfig')]);
}

function residentTokensOf(usage: Measured, capacity: Measured): Measured {
  if (!usage.known || !capacity.known) return firstUnknown(usage, capacity);
  const tokens = usage.value * capacity.value;
  const annotations = [...usage.annotations, ...capacity.annotations, annotation('block-rounded')];
  return known(tokens, 'tokens', { high: tokens, annotations });
}

function perRunningRequest(resident: Measured, running: Measured): Measured {
  if (!resident.known || !running.known) return firstUnknown(resident, running);
  if (running.value === 0) return unknown('no-traffic', ['a running request']);
  const tokens = resident.value / running.value;
  return known(tokens, 'tokensPerRequest', { high: tokens, annotations: resident.annotations });
}
