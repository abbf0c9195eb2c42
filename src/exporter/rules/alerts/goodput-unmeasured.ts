import type { AlertContext } from '../alert-context.ts';
import { limitsOf } from '../limit.ts';
import { braces } from '../promql.ts';
import { recordName } from '../record-name.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { ENGINE_NAME, value } from '../template.ts';

/**
 * Requests finish, but goodput has no value: the engine has other bucket edges than vLLM ships, or lacks the histogram of a
 * limit. Then the alert on goodput cannot fire.
 */
export const goodputUnmeasured = ({ scope, promised }: AlertContext): AlertRule[] =>
  promised.flatMap(({ key, objective, selection }) => {
    if (limitsOf(objective).length === 0) return [];
    const finished = recordName(scope, 'completionsPerSecond', 'rate');
    const each = selection.map((selector) => `${finished}${braces(selector)} > 0`);
    return {
      alert: 'VllmGoodputUnmeasured',
      expr: `(\n  ${each.join('\n  or\n  ')}\n)\nunless\n${recordName(scope, 'goodputRatio', 'low')}`,
      for: spanOf(900),
      severity: 'info',
      objective: key,
      comment: 'An objective is declared, but the page has no bucket to hold it to.',
      summary: `${ENGINE_NAME}: goodput cannot be measured`,
      description: `${value('number')} requests a second finish, but the page lacks a histogram of the objective, or bucket edges around it.`,
    };
  });
