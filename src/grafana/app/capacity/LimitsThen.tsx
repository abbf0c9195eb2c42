import { useStyles2 } from '@grafana/ui';
import { formatQuantity } from '../../../quantities/index.ts';
import { pageStyles } from '../shell/page-styles.ts';
import { formatEstimate } from './format-estimate.ts';
import type { Plan } from './plan.ts';

interface LimitsThenProps {
  /** Undefined where it is not declared. */
  readonly now: Plan | undefined;
  readonly then: Plan;
}

/** The limits of one replica, as it is and as it would be. */
export function LimitsThen({ now, then }: LimitsThenProps) {
  const styles = useStyles2(pageStyles);
  const kv = (plan: Plan | undefined): string => (plan ? formatEstimate(plan.kvRequests, 'requests') : 'unknown');
  const rows: readonly (readonly [name: string, now: string, then: string])[] = [
    ['Sequence slots', slots(now), slots(then)],
    ['Requests that the KV cache holds', kv(now), kv(then)],
    ['Batch from which computing limits', saturation(now), saturation(then)],
    ['Requests within the promise for each token', promised(now), promised(then)],
  ];
  return (
    <table className={styles.table} aria-label="Limits of one replica">
      <thead>
        <tr>
          <th scope="col">Limit of one replica</th>
          <th scope="col">now</th>
          <th scope="col">then</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, after]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const slots = (plan: Plan | undefined): string =>
  plan?.sequenceSlots === undefined ? 'not declared' : formatQuantity(plan.sequenceSlots, 'requests');

const saturation = (plan: Plan | undefined): string =>
  plan ? formatQuantity(Math.round(plan.limits.saturationBatch), 'requests') : 'unknown';

function promised(plan: Plan | undefined): string {
  const requests = plan?.limits.objectiveLimitedRequests ?? null;
  if (requests === null) return 'nothing promised';
  return Number.isFinite(requests) ? formatQuantity(requests, 'requests') : 'any number';
}
