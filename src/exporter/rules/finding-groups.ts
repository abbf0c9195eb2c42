import { RULES, type Rule } from '../../diagnosis/index.ts';
import { exporterDown } from './findings/exporter-down.ts';
import { findingAlert } from './findings/finding-alert.ts';
import { reportsStale } from './findings/reports-stale.ts';
import { targetsFailing } from './findings/targets-failing.ts';
import { verdictUnknown } from './findings/verdict-unknown.ts';
import type { AlertRule, RuleGroup } from './rule.ts';

/** Rules with an alert of their own: `info` is for when one looks anyway, and broken objectives have an alert that pages. */
export const ALERTED: readonly Rule[] = RULES.filter(
  ({ id, severity }) => severity !== 'info' && id !== 'objective-missed',
);

const GROUPS: readonly (readonly [name: string, comment: string, roles: readonly Rule['role'][]])[] = [
  ['standstills', 'An engine does not work.', ['standstill']],
  ['limits', 'Requests wait for a limit.', ['limit']],
  ['costs', 'Something makes a limit bind earlier, or steps longer.', ['symptom', 'contribution', 'ceiling']],
  ['instruments', 'The data is not what it seems.', ['instrument']],
];

/** Alerts on what the exporter says: a rule of diagnosis each, and those that tell its silence from all being well. */
export const findingGroups = (): RuleGroup<AlertRule>[] => [
  ...GROUPS.map(([name, comment, roles]) => ({
    name: `ridgeline-findings-${name}`,
    comment,
    rules: ALERTED.filter(({ role }) => roles.includes(role)).map(findingAlert),
  })),
  {
    name: 'ridgeline-findings-exporter',
    comment: 'Nothing is judged, so that silence proves nothing.',
    rules: [exporterDown(), reportsStale(), targetsFailing(), verdictUnknown()],
  },
];
