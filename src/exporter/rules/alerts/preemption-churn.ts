import type { AlertContext } from '../alert-context.ts';
import { recordName } from '../record-name.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { ENGINE_NAME, OF_ENGINE, lookUp, value } from '../template.ts';

// Below this many in the window the share is noise.
const PREEMPTIONS = 10;

/**
 * Work is thrown away: requests are evicted and computed again. Only preemptions inside the window count, never the total
 * since start, and in relation to what finishes; written as a product, so it also fires when nothing finishes at all.
 */
export const preemptionChurn = ({ scope, thresholds }: AlertContext): AlertRule[] => {
  const preempted = recordName(scope, 'preemptionsPerSecond', 'rate');
  const finished = recordName(scope, 'completionsPerSecond', 'rate');
  return [
    {
      alert: 'VllmPreemptionChurn',
      expr: `${preempted} > ${thresholds.preemptionsPerRequest} * ${finished}\nand\n${preempted} * ${scope.window.seconds} >= ${PREEMPTIONS}`,
      for: spanOf(120),
      severity: 'warning',
      finding: 'preemption-churn',
      comment: `More than ${thresholds.preemptionsPerRequest} preemptions per finished request, and at least ${PREEMPTIONS} in ${scope.window.text}.`,
      summary: `${ENGINE_NAME}: running requests are evicted and computed again`,
      description: `${OF_ENGINE}${value('number')} preemptions a second against ${lookUp(finished, 'number')} requests that finish.\nKV cache ${lookUp(recordName(scope, 'kvCacheUsageRatio', 'avg'), 'percentage')} used on average, ${lookUp(recordName(scope, 'kvCacheUsageRatioMax', 'max'), 'percentage')} at most.\nTheir waiting again shows in decode time (${lookUp(recordName(scope, 'decodeSeconds', 'mean'), 'duration')}), not in queue time.`,
    },
  ];
};
