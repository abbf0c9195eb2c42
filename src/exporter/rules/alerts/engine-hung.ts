import type { AlertContext } from '../alert-context.ts';
import { gauge } from '../promql.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { stillness } from '../stillness.ts';
import { ENGINE_NAME, value } from '../template.ts';

/**
 * Requests run at every scrape and nothing moves. vLLM publishes after each step, so an engine that hangs shows its last
 * gauges for ever; only the counters tell. Gauges that were left standing after aborts look the same.
 */
export const engineHung = ({ scope, thresholds }: AlertContext): AlertRule[] => {
  const still = { ...scope, window: spanOf(thresholds.noProgressSeconds) };
  return [
    {
      alert: 'VllmEngineHung',
      expr: `${gauge(still, 'requestsRunning', 'min_over_time')} > 0\n${stillness(still, { evenKvCache: true })}`,
      for: spanOf(60),
      severity: 'critical',
      finding: 'engine-hung',
      comment: `Requests run, but for ${still.window.text} no counter and no KV block moved, and the engine is not asleep.`,
      summary: `${ENGINE_NAME}: requests run but nothing moves`,
      description: `${value('number')} requests are shown as running, and for more than ${still.window.text} no token was emitted, no request finished and no KV block changed hands.\nThe engine hangs, or its gauges are stale.`,
    },
  ];
};
