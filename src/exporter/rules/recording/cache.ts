import { CACHE_CONFIG, type Meaning } from '../../../metrics/catalogue/index.ts';
import { by, ENGINE, type Scope } from '../level.ts';
import { divided, equals, gauge, rate, rates, series } from '../promql.ts';
import { recordName } from '../record-name.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';

/** The KV cache and what was computed before; mirrors analysis/cache. */
export const cache = (scope: Scope): RecordingRule[] => [
  ...(scope.level === ENGINE ? kvCache(scope) : []),
  recorded(
    scope,
    ['prefixCacheHitRatio', 'ratio'],
    prefixCacheHits(scope),
    'Share of prompt tokens that came from a cache; before vLLM 0.16 Δhits/Δqueries, which KV pressure inflates. None where prefix caching is off.',
  ),
  recorded(
    scope,
    ['draftAcceptanceRatio', 'ratio'],
    divided(rate(scope, 'acceptedDraftTokens'), rate(scope, 'draftTokens')),
    'Only with speculative decoding. A draft is a (request, step) pair with at least one draft token.',
  ),
  recorded(
    scope,
    ['acceptedTokensPerDraft', 'ratio'],
    divided(rate(scope, 'acceptedDraftTokens'), rate(scope, 'drafts')),
  ),
];

/** A share outside 0–1 is a fault of the instrument (seen with forks): no sample, never clamped. */
const kvCache = (scope: Scope): RecordingRule[] => [
  recorded(
    scope,
    ['kvCacheUsageRatioMax', 'max'],
    `${gauge(scope, 'kvCacheUsageRatio', 'max_over_time')} <= 1\nand\n${gauge(scope, 'kvCacheUsageRatio', 'min_over_time')} >= 0`,
    'Blocks that requests hold; cached prefixes nobody holds count as free. A share outside 0–1 is an instrument fault and gives none.',
  ),
  recorded(
    scope,
    ['kvCacheUsageRatio', 'avg'],
    `${gauge(scope, 'kvCacheUsageRatio', 'avg_over_time')}\nand\n${recordName(scope, 'kvCacheUsageRatioMax', 'max')}`,
  ),
];

function prefixCacheHits(scope: Scope): string {
  const { level, window } = scope;
  const off = series({ meaning: 'cacheConfig', matchers: [equals(CACHE_CONFIG.prefixCaching, 'False')] });
  const whereOn = (meaning: Meaning): string =>
    `sum ${by(level)} ((${rates(window.text, meaning)}) unless on (job, instance) ${off})`;
  const cached = whereOn('promptTokensCached');
  const lookups = divided(whereOn('prefixCacheHitTokens'), whereOn('prefixCacheQueriedTokens'));
  return `${divided(cached, whereOn('promptTokens'))}\nor\n${lookups}\nunless\n${rate(scope, 'promptTokensCached')}`;
}
