import type { AlertContext } from '../alert-context.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { label } from '../template.ts';

/**
 * The engine does not answer its scrapes. Its gauges vanish with it, so no other alert says so. A minute is four scrapes:
 * one that is late under load (measured up to 1.3 s with 350 open streams) is no alert.
 */
export const engineDown = ({ thresholds }: AlertContext): AlertRule[] => [
  {
    alert: 'VllmEngineDown',
    expr: `up{job=~${JSON.stringify(thresholds.jobs)}} == 0`,
    for: spanOf(60),
    severity: 'critical',
    comment: 'Which jobs are vLLM is alerts.jobs of ridgeline.yaml.',
    summary: `${label('instance')} does not answer`,
    description: `Prometheus cannot scrape ${label('instance')} of job ${label('job')}.\nIt answered {{ with query (printf "avg_over_time(up{job=%q,instance=%q}[1h])" $labels.job $labels.instance) }}{{ . | first | value | humanizePercentage }}{{ end }} of the scrapes of the last hour.`,
  },
];
