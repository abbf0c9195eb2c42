import { useStyles2 } from '@grafana/ui';
import { pageStyles } from '../shell/page-styles.ts';
import { formatEstimate } from './format-estimate.ts';
import { Latencies } from './Latencies.tsx';
import type { Load } from './load.ts';
import type { Plan } from './plan.ts';
import { Row } from './Row.tsx';
import { hasPromise } from './sustained-rate.ts';

interface OutcomeProps {
  readonly load: Load;
  readonly plan: Plan;
  readonly replicas: number;
}

// vLLM has a default that depends on its version and on the GPU.
const NO_CAP =
  'No cap (max_num_seqs) is declared, and none shows in the metrics: only what the KV cache holds limits how many run.';

/** What would come of it, in sentences with numbers. */
export function Outcome({ load, plan, replicas }: OutcomeProps) {
  const styles = useStyles2(pageStyles);
  const { sustainedPerSecond, replicas: needed } = plan;
  const isPromised = hasPromise(load);
  return (
    <table className={styles.table} aria-label="What would come of it">
      <tbody>
        <Row name="One replica sustains">
          {formatEstimate(sustainedPerSecond, 'requestsPerSecond')}
          <div className={styles.small}>
            {sustainedPerSecond.value === 0
              ? isPromised
                ? 'Not even a single request would be in time, or the weights leave no room.'
                : 'The weights leave no room for a request.'
              : isPromised
                ? 'so that nobody queues and what is promised holds'
                : 'with every slot in use; nothing is promised, so how long a token takes does not count'}
          </div>
          {plan.sequenceSlots === undefined && <div className={styles.small}>{NO_CAP}</div>}
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
