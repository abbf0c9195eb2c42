import type { AlertContext } from '../alert-context.ts';
import { by, MODEL } from '../level.ts';
import { recordName } from '../record-name.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { ENGINE_NAME, OF_ENGINE, OF_MODEL, lookUp, lookUpExpression, value } from '../template.ts';

/**
 * Requests wait on one engine of a model while another has room. With r the ratio and S the sum over n engines, x > r times
 * the mean of the others, r·(S − x)/(n − 1), is
 *
 *     x > r·S / (n − 1 + r)
 *
 * which a single engine never is. Without a queue on the busiest, or with one on all of them, nobody gains by moving.
 */
export const replicasUnbalanced = ({ scope, thresholds: { imbalanceRatio } }: AlertContext): AlertRule[] => {
  const inSystem = recordName(scope, 'requestsInSystem', 'avg');
  const waiting = recordName(scope, 'requestsWaiting', 'avg');
  const ofModel = by(MODEL);
  const sibling = `on (${MODEL.labels.join(', ')}) group_left ()`;
  const even = `${imbalanceRatio} * sum ${ofModel} (${inSystem}) / (count ${ofModel} (${inSystem}) + ${imbalanceRatio - 1})`;
  return [
    {
      alert: 'VllmReplicasUnbalanced',
      expr: `${inSystem}\n  > ${sibling}\n  (${even})\nand\n${waiting} >= 1\nand ${sibling.replace(' group_left ()', '')}\nmin ${ofModel} (${waiting}) < 1`,
      for: spanOf(600),
      severity: 'warning',
      finding: 'replica-imbalance',
      comment: `More than ${imbalanceRatio} times as many requests as on the average of the other engines, and only here they wait.`,
      summary: `${ENGINE_NAME}: requests wait here while another engine has room`,
      description: `${OF_ENGINE}${OF_MODEL}${value('number')} requests are here on average over ${scope.window.text}, ${lookUp(waiting, 'number')} of them waiting.\nAll engines of the model together have ${lookUpExpression(`sum(${inSystem}%s)`, ['$model'], 'number')}, and on at least one nobody waits.`,
    },
  ];
};
