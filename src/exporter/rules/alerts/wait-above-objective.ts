import type { AlertContext } from '../alert-context.ts';
import { braces } from '../promql.ts';
import { forecastScope } from '../recording/queueing.ts';
import { recordName } from '../record-name.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { ENGINE_NAME, OF_ENGINE, lookUp, value } from '../template.ts';

/**
 * Waiting alone takes longer than the whole objective: everybody who arrives now will miss it. The forecast is live, while
 * percentiles of the queue time lag until those who wait have finished. An objective without TTFT is held to its e2e.
 *
 * Two minutes at a quarter of a minute each are eight looks in a row, so a burst that drains by itself is no alert.
 */
export const waitAboveObjective = ({ scope, promised }: AlertContext): AlertRule[] =>
  promised.flatMap(({ key, objective, selection }) => {
    const seconds = objective.ttftSeconds ?? objective.e2eSeconds;
    if (seconds === undefined) return [];
    const forecast = recordName(forecastScope(scope), 'waitForecastSeconds', 'ratio');
    return {
      alert: 'VllmWaitAboveObjective',
      expr: selection.map((selector) => `${forecast}${braces(selector)} > ${seconds}`).join('\nor\n'),
      for: spanOf(120),
      severity: 'critical',
      objective: key,
      comment: 'The queue alone takes longer than the objective: whoever arrives now will miss it.',
      summary: `${ENGINE_NAME}: a request arriving now will miss its objective while it waits`,
      description: `${OF_ENGINE}It will wait about ${value('duration')}, and ${objective.ttftSeconds === undefined ? 'the end' : 'its first token'} is promised within ${seconds} s.\n${lookUp(recordName(scope, 'requestsWaiting', 'avg'), 'number')} requests waited on average over ${scope.window.text}, ${lookUp(recordName(scope, 'firstTokensPerSecond', 'rate'), 'number')} a second got their first token.`,
    };
  });
