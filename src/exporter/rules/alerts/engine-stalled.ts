import { DIVISION, definitionOf } from '../../../metrics/catalogue/index.ts';
import type { AlertContext } from '../alert-context.ts';
import { equals, gauge } from '../promql.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { stillness } from '../stillness.ts';
import { ENGINE_NAME, value } from '../template.ts';

/**
 * Requests wait at every scrape, none runs, nothing moves: the scheduler makes no progress. Where vLLM says why requests
 * wait (0.20 and later) only those that wait for capacity count: sessions of streaming input and transfers may idle.
 */
export const engineStalled = ({ scope, thresholds }: AlertContext): AlertRule[] => {
  const still = { ...scope, window: spanOf(thresholds.noProgressSeconds) };
  const [reason = ''] = definitionOf('requestsWaitingByReason').labels;
  const matchers = [equals(reason, DIVISION.waitingForCapacity)];
  const forCapacity = gauge(still, 'requestsWaitingByReason', 'min_over_time', matchers);
  return [
    {
      alert: 'VllmEngineStalled',
      expr: `(\n  ${forCapacity}\n  or\n  ${gauge(still, 'requestsWaiting', 'min_over_time')}\n) > 0\nand\n${gauge(still, 'requestsRunning', 'max_over_time')} == 0\n${stillness(still)}`,
      for: spanOf(60),
      severity: 'critical',
      finding: 'engine-hung',
      comment: `Requests wait for capacity and none runs, for ${still.window.text}.`,
      summary: `${ENGINE_NAME}: requests wait but none runs`,
      description: `At least ${value('number')} requests waited for more than ${still.window.text} while none ran and no counter moved: the scheduler makes no progress.`,
    },
  ];
};
