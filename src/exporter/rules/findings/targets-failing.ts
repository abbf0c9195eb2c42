import { TARGETS_FAILING } from '../../health.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { value } from '../template.ts';

/** Engines that the exporter cannot ask have no findings. Later than the alert on an engine that is down, which says more. */
export const targetsFailing = (): AlertRule => ({
  alert: 'RidgelineTargetsFailing',
  expr: `${TARGETS_FAILING} > 0`,
  for: spanOf(600),
  severity: 'warning',
  comment: 'Engines are not judged.',
  summary: 'the exporter {{ $labels.instance }} cannot ask {{ $value }} of its targets',
  description: `Of ${value('number')} targets the newest scrapes failed, so their engines have no findings; the exporter says on stderr which and why, and so does /api/report.`,
});
