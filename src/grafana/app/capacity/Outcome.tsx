import { useStyles2 } from '@grafana/ui';
import { pageStyles } from '../shell/page-styles.ts';
import { formatEstimate } from './format-estimate.ts';
import { Latencies } from './Latencies.tsx';
import type { Load } from './load.ts';
import type { Plan } from './plan.ts';
import { Row } from './Row.tsx';

interface OutcomeProps {
  readonly load: Load;
  readonly plan: Plan;
  readonly replicas: number;
}

/** What would come of it, in sentences with numbers. */
export function Outcome({ load, plan, replicas }: OutcomeProps) {
  const styles = useStyles2(pageStyles);
  const { sustainedPerSecond, replicas: needed } = plan;
  const hasPromise = load.ttftSeconds !== undefined || load.tpotSeconds !== undefined;
  return (
    <table className={styles.table} aria-label="What would come of it">
      <tbody>
        <Row name="One replica sustains">
          {formatEstimate(sustainedPerSecond, 'requestsPerSecond')}
          <div className={styles.small}>
            {sustainedPerSecond.value === 0
              ? hasPromise
                ? 'Not even a single request would be in time, or the weights leave no room.'
                : 'The weights leave no room for a request.'
              : hasPromise
                ? 'so that nobody queues and what is promised holds'
                : 'with every slot in use; nothing is promised, so how long a token takes does not count'}
          </div>
        </Row>
        <Row name="Replicas needed">
          {needed ? formatEstimate(needed, 'count') : 'unknown: say how many requests arrive'}
        </Row>
        <Latencies outlook={plan.outlook} replicas={replicas} />
        <Row name="Time per further token while so many run">
          {plan.runningTpotSeconds === undefined
            ? 'unknown: say how many run'
            : formatEstimate(plan.runningTpotSeconds, 'seconds')}
        </Row>
      </tbody>
    </table>
  );
}
