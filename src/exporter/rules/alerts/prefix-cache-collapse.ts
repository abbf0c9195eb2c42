import type { AlertContext } from '../alert-context.ts';
import { by } from '../level.ts';
import { series } from '../promql.ts';
import { recordName } from '../record-name.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { ENGINE_NAME, OF_ENGINE, lookUpExpression, value } from '../template.ts';

const RECENTLY = '30m';
const RECENT_SECONDS = 1800;
const USUALLY = '6h';
/** The usual ends this long ago, so that it holds nothing of the collapse, and engines younger than this have none. */
const AGO = '1h';

// With a lower usual hit ratio, as random prompts have, there is nothing to lose.
const USUAL_HITS = 0.2;

/**
 * The share of prompt tokens from a cache fell below a part of what this engine usually has. Not after a start or restart,
 * when the cache is cold; not while the queue or the KV cache is full, which are causes with alerts of their own; not with
 * few requests. Ratios of summed rates, never averages of ratios: hits = 1 − computed/prompt.
 */
export const prefixCacheCollapse = ({ scope, thresholds }: AlertContext): AlertRule[] => {
  const computed = recordName(scope, 'computedPromptTokensPerSecond', 'rate');
  const prompt = recordName(scope, 'promptTokensPerSecond', 'rate');
  const started = recordName(scope, 'firstTokensPerSecond', 'rate');
  const hits = (range: string): string =>
    `1 - avg_over_time(${computed}${range}) / (avg_over_time(${prompt}${range}) > 0)`;
  const usual = `[${USUALLY}] offset ${AGO}`;
  const recentMaximum = (record: string): string => `max_over_time(${record}[${RECENTLY}])`;
  const restarts = `sum ${by(scope.level)} (${series({ meaning: 'promptTokens', open: 'resets(', close: `[${AGO}])` })})`;
  return [
    {
      alert: 'VllmPrefixCacheCollapse',
      expr: `(${hits(`[${RECENTLY}]`)})
  < ${thresholds.prefixCacheHitShare} * (
    ${hits(usual)} > ${USUAL_HITS}
  )
and
avg_over_time(${started}[${RECENTLY}]) * ${RECENT_SECONDS} >= ${thresholds.minimumRequests}
unless (
  ${restarts} > 0
  or
  ${recentMaximum(recordName(scope, 'requestsWaiting', 'avg'))} >= ${thresholds.waitingRequests}
  or
  ${recentMaximum(recordName(scope, 'kvCacheUsageRatio', 'avg'))} >= ${thresholds.kvCacheUsageRatio}
)`,
      for: spanOf(600),
      severity: 'warning',
      comment: `Hits of the last ${RECENTLY} below ${thresholds.prefixCacheHitShare} of those of ${USUALLY} before, in a warm engine that is not full.`,
      summary: `${ENGINE_NAME}: the prefix cache stopped hitting`,
      description: `${OF_ENGINE}${value('percentage')} of the prompt tokens of the last ${RECENTLY} came from a cache; usually it is ${lookUpExpression(hits(`%s${usual}`), ['$engine', '$engine'], 'percentage')}.\nPrefill computes the difference.`,
    },
  ];
};
