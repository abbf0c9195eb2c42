import type { AlertContext } from '../alert-context.ts';
import { series } from '../promql.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';

/**
 * A target answers, but its page shows no engine (`--disable-log-stats`, a proxy, a wrong path), or there is no target of
 * vLLM at all. Counters are looked for: with several API servers the gauges are absent until the first step.
 */
export const metricsMissing = ({ thresholds }: AlertContext): AlertRule[] => {
  const targets = `up{job=~${JSON.stringify(thresholds.jobs)}}`;
  const shown = series({ meaning: 'requestsFinished' });
  return [
    {
      alert: 'VllmMetricsMissing',
      expr: `${targets} == 1\nunless on (job, instance)\n(${shown} or ${series({ meaning: 'cacheConfig' })})\nor\nabsent(${targets})`,
      for: spanOf(600),
      severity: 'warning',
      comment: 'Every other alert about these engines is blind.',
      summary:
        '{{ if $labels.instance }}{{ $labels.instance }} shows no metrics of an engine{{ else }}there is no vLLM to watch{{ end }}',
      description: `{{ if $labels.instance }}{{ $labels.instance }} of job {{ $labels.job }} answers its scrapes, but nothing on the page is of a vLLM engine.{{ else }}Prometheus has no target whose job matches ${thresholds.jobs}.{{ end }}\nUntil that changes, silence of the other alerts proves nothing.`,
    },
  ];
};
