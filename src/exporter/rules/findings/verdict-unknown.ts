import { BOUND_BY } from '../../verdict-gauges.ts';
import { equals } from '../promql.ts';
import type { AlertRule } from '../rule.ts';
import { spanOf } from '../span.ts';
import { JUDGED_ENGINE } from '../template.ts';

/** Many wait for a reason that no rule could judge, or nobody can tell who waits. */
export const verdictUnknown = (): AlertRule => ({
  alert: 'RidgelineVerdictUnknown',
  expr: `max without (confidence) (${BOUND_BY}{${equals('id', 'unknown')}}) == 1`,
  for: spanOf(900),
  severity: 'warning',
  comment: 'Nobody can tell what limits an engine.',
  summary: `${JUDGED_ENGINE}: nobody can tell what limits it`,
  description:
    'Requests wait and no limit that could be judged is reached, or the metrics do not say who waits.\n`ridgeline analyze` names what is missing for {{ $labels.target }}.',
});
