import { alertSettings, type Settings } from '../../settings/index.ts';
import type { AlertContext } from './alert-context.ts';
import { engineDown } from './alerts/engine-down.ts';
import { engineHung } from './alerts/engine-hung.ts';
import { engineStalled } from './alerts/engine-stalled.ts';
import { goodputBelowObjective } from './alerts/goodput-below-objective.ts';
import { goodputUnmeasured } from './alerts/goodput-unmeasured.ts';
import { kvCacheExhausted } from './alerts/kv-cache-exhausted.ts';
import { metricsMissing } from './alerts/metrics-missing.ts';
import { preemptionChurn } from './alerts/preemption-churn.ts';
import { prefixCacheCollapse } from './alerts/prefix-cache-collapse.ts';
import { queueGrowing } from './alerts/queue-growing.ts';
import { replicasUnbalanced } from './alerts/replicas-unbalanced.ts';
import { waitAboveObjective } from './alerts/wait-above-objective.ts';
import { ENGINE } from './level.ts';
import { promises } from './promises.ts';
import type { AlertRule, RuleGroup } from './rule.ts';
import type { Span } from './span.ts';

type Alerts = (context: AlertContext) => AlertRule[];

const GROUPS: readonly (readonly [name: string, comment: string, alerts: readonly Alerts[]])[] = [
  ['users', 'Users are not served as promised.', [waitAboveObjective, goodputBelowObjective]],
  ['engines', 'An engine does not work.', [engineDown, engineHung, engineStalled]],
  [
    'limits',
    'A limit is reached, or capacity is lost.',
    [queueGrowing, kvCacheExhausted, preemptionChurn, replicasUnbalanced, prefixCacheCollapse],
  ],
  ['instruments', 'Something cannot be seen, so that silence proves nothing.', [metricsMissing, goodputUnmeasured]],
];

/** The alerts. Those about objectives are there when objectives are declared. */
export function alertGroups(settings: Settings, window: Span): RuleGroup<AlertRule>[] {
  const context: AlertContext = {
    scope: { level: ENGINE, window },
    thresholds: alertSettings(settings),
    promised: promises(settings.objectives),
  };
  return GROUPS.map(([name, comment, alerts]) => ({
    name: `ridgeline-alerts-${name}`,
    comment,
    rules: alerts.flatMap((alert) => alert(context)),
  })).filter(({ rules }) => rules.length > 0);
}
