import type { AlertContext } from '../alert-context.ts';
import { gauge } from '../promql.ts';
import { forecastScope } from '../recording/queueing.ts';
import { recordName } from '../record-name.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { ENGINE_NAME, OF_ENGINE, lookUp, value } from '../template.ts';

// A queue that grows by less than a tenth of what is admitted changes its length slowly enough to be seen on a dashboard.
const MATERIAL_GROWTH = 0.1;

/**
 * More arrives than is admitted: the slope of the queue is compared with the rate of first tokens, so a steady queue, which
 * batch jobs have on purpose, is none. No objective is needed, so this is a ticket and not a page.
 */
export const queueGrowing = ({ scope, thresholds }: AlertContext): AlertRule[] => {
  const admitted = recordName(scope, 'firstTokensPerSecond', 'rate');
  return [
    {
      alert: 'VllmQueueGrowing',
      expr: `${gauge(scope, 'requestsWaiting', 'deriv')}\n  > ${MATERIAL_GROWTH} * ${admitted}\nand\n${recordName(scope, 'requestsWaiting', 'avg')} >= ${thresholds.waitingRequests}`,
      for: spanOf(120),
      severity: 'warning',
      finding: 'arrival-overload',
      comment: 'More requests arrive than are admitted.',
      summary: `${ENGINE_NAME}: the queue grows`,
      description: `${OF_ENGINE}It grows by ${value('number')} requests a second, while ${lookUp(admitted, 'number')} a second get their first token.\n${lookUp(recordName(scope, 'requestsWaiting', 'avg'), 'number')} waited on average over ${scope.window.text}; a request arriving now will wait about ${lookUp(recordName(forecastScope(scope), 'waitForecastSeconds', 'ratio'), 'duration')}.`,
    },
  ];
};
