import { BUILD_INFO, LAST_REPORT } from '../../health.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';

/** A choice: twenty cycles of the exporter's usual 15 s. */
const OLD = spanOf(300);

/** The exporter answers but makes no reports, or never made one: what it serves is old. */
export const reportsStale = (): AlertRule => ({
  alert: 'RidgelineReportsStale',
  expr: `${BUILD_INFO}\nunless on (job, instance)\ntime() - ${LAST_REPORT} < ${OLD.seconds}`,
  for: spanOf(120),
  severity: 'warning',
  comment: 'Findings are served, but as they were.',
  summary: 'the exporter {{ $labels.instance }} makes no reports: its findings are old',
  description: `{{ $labels.instance }} of job {{ $labels.job }} made its last report {{ with printf "time() - ${LAST_REPORT}{job=%q,instance=%q}" $labels.job $labels.instance | query }}{{ . | first | value | humanizeDuration }} ago{{ else }}never{{ end }}.\nUntil that changes, silence of the alerts on findings proves nothing.`,
});
