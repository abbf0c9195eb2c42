import { CACHE_CONFIG, OPTION } from '../../metrics/catalogue/index.ts';
import { annotation, known, unknown, type Measured } from '../../quantities/index.ts';
import { increaseOf, isSwitchedOff, whatIsMissing, type Window } from '../../metrics/window/index.ts';
import type { Contribution } from '../measures.ts';

/**
 * The share of prompt tokens that came from a cache instead of being computed:
 *
 *     Δprompt_tokens_cached / Δprompt_tokens          before vLLM 0.16: Δhits / Δqueries of the prefix cache
 *
 * - Hits and queries count a blocked request again at every step before vLLM 0.28, so the fallback is annotated.
 * - Prefix caching switched off, or counters that only move with an option and never did: unknown, not 0.
 */
export function prefixCache(window: Window): Contribution<'prefixCacheHitRatio'> {
  return { prefixCacheHitRatio: prefixCacheHitRatio(window) };
}

function prefixCacheHitRatio(window: Window): Measured {
  const declared = window.info.get('cacheConfig')?.[CACHE_CONFIG.prefixCaching];
  if (declared === 'False' || (declared === undefined && isSwitchedOff(window, 'prefixCacheQueriedTokens'))) {
    return unknown('feature-off', [OPTION.prefixCaching]);
  }
  const prompt = increaseOf(window, 'promptTokens');
  const cached = increaseOf(window, 'promptTokensCached');
  if (prompt !== undefined && cached !== undefined) return ratio(window, cached, prompt);
  const hits = increaseOf(window, 'prefixCacheHitTokens');
  const queried = increaseOf(window, 'prefixCacheQueriedTokens');
  if (hits === undefined || queried === undefined) {
    return unknown('not-exported', [whatIsMissing('promptTokensCached'), whatIsMissing('prefixCacheQueriedTokens')]);
  }
  const fallback = ratio(window, hits, queried);
  return fallback.known ? { ...fallback, annotations: [annotation('hit-ratio-inflated')] } : fallback;
}

function ratio(window: Window, part: number, whole: number): Measured {
  if (window.seconds === 0) return unknown('one-sample', ['a second scrape']);
  return whole > 0 ? known(part / whole, 'ratio') : unknown('no-traffic', ['a prompt in the window']);
}
