import { formatQuantity } from '../../../quantities/index.ts';
import { formatEstimate } from './format-estimate.ts';
import type { Outlook } from './load-at-replicas.ts';
import { Row } from './Row.tsx';

interface LatenciesProps {
  readonly outlook: Outlook | undefined;
  readonly replicas: number;
}

/** What requests would see. */
export function Latencies({ outlook, replicas }: LatenciesProps) {
  const withThem = replicas === 1 ? 'with 1 replica' : `with ${replicas} replicas`;
  if (outlook === undefined) return null;
  if (outlook.kind === 'no-room') {
    return (
      <Row name={`Latencies ${withThem}`}>The weights leave no room in memory: use more GPUs, or a smaller format.</Row>
    );
  }
  const { tpotSeconds, ttftSeconds } = outlook.served;
  return (
    <>
      <Row name={`Time to the first token ${withThem}`}>
        {outlook.kind === 'steady'
          ? formatEstimate(ttftSeconds, 'seconds')
          : `grows without end: at most ${formatQuantity(outlook.mostPerSecond, 'requestsPerSecond')} can finish in each replica`}
      </Row>
      <Row name={`Time per further token ${withThem}`}>{formatEstimate(tpotSeconds, 'seconds')}</Row>
    </>
  );
}
