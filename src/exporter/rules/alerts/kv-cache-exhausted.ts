import type { AlertContext } from '../alert-context.ts';
import { recordName } from '../record-name.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { ENGINE_NAME, OF_ENGINE, lookUp, value } from '../template.ts';

/**
 * The KV cache is full and someone pays for it: requests wait or were preempted. A full cache by itself is good use of the
 * memory. Averages over the window, so neither an old peak nor a single scrape alarms; tokens have to flow, since an engine
 * that hangs shows its last usage for ever.
 */
export const kvCacheExhausted = ({ scope, thresholds }: AlertContext): AlertRule[] => {
  const waiting = recordName(scope, 'requestsWaiting', 'avg');
  const preempted = recordName(scope, 'preemptionsPerSecond', 'rate');
  return [
    {
      alert: 'VllmKvCacheExhausted',
      expr: `${recordName(scope, 'kvCacheUsageRatio', 'avg')} >= ${thresholds.kvCacheUsageRatio}\nand (\n  ${waiting} >= 1\n  or\n  ${preempted} > 0\n)\nand\n${recordName(scope, 'generationTokensPerSecond', 'rate')} > 0`,
      for: spanOf(300),
      severity: 'warning',
      finding: 'kv-cache-capacity',
      comment: 'Full, and requests wait or are preempted for it.',
      summary: `${ENGINE_NAME}: the KV cache is full and requests wait for it`,
      description: `${OF_ENGINE}Requests hold ${value('percentage')} of the KV cache on average over ${scope.window.text};\n${lookUp(recordName(scope, 'requestsRunning', 'avg'), 'number')} run, ${lookUp(waiting, 'number')} wait, ${lookUp(preempted, 'number')} a second are preempted.`,
    },
  ];
};
