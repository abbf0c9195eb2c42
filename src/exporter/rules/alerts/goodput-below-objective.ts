import { USUAL_SHARE } from '../../../settings/index.ts';
import type { AlertContext } from '../alert-context.ts';
import { braces } from '../promql.ts';
import { limitsOf } from '../limit.ts';
import { recordName } from '../record-name.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { ENGINE_NAME, OF_ENGINE, lookUp, value } from '../template.ts';

/**
 * Even at best fewer requests than promised met every limit: the upper bound is compared, so the histograms' buckets and
 * the unknown dependence of the limits never make this alert. It needs enough finished requests for a share to mean much.
 */
export const goodputBelowObjective = ({ scope, thresholds, promised }: AlertContext): AlertRule[] => {
  const high = recordName(scope, 'goodputRatio', 'high');
  const finished = `${recordName(scope, 'completionsPerSecond', 'rate')} * ${scope.window.seconds} >= ${thresholds.minimumRequests}`;
  return promised.flatMap(({ key, objective, selection }) => {
    const limits = limitsOf(objective).map((limit) => `${limit.replace('Seconds', '')} ${objective[limit] ?? ''} s`);
    const share = objective.share ?? USUAL_SHARE;
    if (limits.length === 0) return [];
    return {
      alert: 'VllmGoodputBelowObjective',
      expr: `(\n  ${selection.map((selector) => `${high}${braces(selector)} < ${share}`).join('\n  or\n  ')}\n)\nand\n${finished}`,
      for: spanOf(300),
      severity: 'critical',
      objective: key,
      comment: 'Even the upper bound of goodput is below the share promised.',
      summary: `${ENGINE_NAME}: at most ${value('percentage')} of requests are served as promised`,
      description: `${OF_ENGINE}Promised is ${share * 100} % within ${limits.join(', ')}.\nOver the last ${scope.window.text} between ${lookUp(recordName(scope, 'goodputRatio', 'low'), 'percentage')} and ${value('percentage')} of the requests that finished met all of it;\n${lookUp(recordName(scope, 'queueShareRatio', 'ratio'), 'percentage')} of their time was queueing.`,
    };
  });
};
