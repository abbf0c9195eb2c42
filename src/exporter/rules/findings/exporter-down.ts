import { BUILD_INFO } from '../../health.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';

/** A choice: longer than a rollout or a night, so that an exporter that fell silent is not forgotten before somebody looks. */
const SEEN_WITHIN = spanOf(86_400);

/** An exporter that was there does not answer, or there is none at all: no finding can fire then. */
export const exporterDown = (): AlertRule => ({
  alert: 'RidgelineExporterDown',
  expr: `up == 0\nand on (job, instance)\nlast_over_time(${BUILD_INFO}[${SEEN_WITHIN.text}])\nor\nabsent(${BUILD_INFO})`,
  for: spanOf(120),
  severity: 'warning',
  comment: 'Without an exporter no finding fires, which is no sign that all is well.',
  summary:
    '{{ if $labels.instance }}the exporter {{ $labels.instance }} does not answer{{ else }}there is no exporter{{ end }}: nothing is diagnosed',
  description: `{{ if $labels.instance }}Prometheus cannot scrape {{ $labels.instance }} of job {{ $labels.job }}, which was a Ridgeline exporter within the last ${SEEN_WITHIN.text}.{{ else }}Prometheus scrapes no target that serves ${BUILD_INFO}.{{ end }}\nUntil that changes, silence of the alerts on findings proves nothing.`,
});
