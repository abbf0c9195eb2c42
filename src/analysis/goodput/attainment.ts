import { annotation, known, unknown, type Annotation, type Measured } from '../../quantities/index.ts';
import type { HistogramIncrease, Window } from '../../metrics/window/index.ts';
import type { Objective } from '../../settings/index.ts';
import { isUnknown, observations } from '../engine-window.ts';
import { tpotObservations } from '../latency/token-latency.ts';
import type { Contribution } from '../measures.ts';
import { finishLag } from '../traffic/lag.ts';
import { countWithin } from './count-within.ts';

type Limit = 'ttftSeconds' | 'tpotSeconds' | 'e2eSeconds';

/**
 * The share of requests that met each objective by itself: observations at most the limit ÷ observations, an interval when
 * the limit falls inside a bucket. TTFT counts requests that got a first token in the window, the others those that
 * finished; one-token outputs have no TPOT and are not in its share.
 */
export function attainment(
  window: Window,
  objective: Objective | undefined,
): Contribution<'ttftAttainmentRatio' | 'tpotAttainmentRatio' | 'e2eAttainmentRatio'> {
  const lag = finishLag(window);
  return {
    ttftAttainmentRatio: share(objective, 'ttftSeconds', observations(window, 'ttftSeconds'), []),
    tpotAttainmentRatio: share(objective, 'tpotSeconds', tpotObservations(window), lag),
    e2eAttainmentRatio: share(objective, 'e2eSeconds', observations(window, 'e2eSeconds'), lag),
  };
}

function share(
  objective: Objective | undefined,
  limit: Limit,
  histogram: ReturnType<typeof observations>,
  annotations: readonly Annotation[],
): Measured {
  const seconds = objective?.[limit];
  if (seconds === undefined) return unknown('not-declared', [`objectives[].${limit} in ridgeline.yaml`]);
  if (isUnknown(histogram)) return histogram;
  const { low, high, value } = countWithin(histogram, seconds);
  const { count } = histogram;
  return known(value / count, 'ratio', {
    low: low / count,
    high: high / count,
    annotations: [...annotations, ...betweenEdges(histogram, seconds)],
  });
}

/** Names the edges around a limit that is none itself. */
export function betweenEdges({ edges }: HistogramIncrease, seconds: number): Annotation[] {
  const above = edges.findIndex((edge) => edge >= seconds);
  if (edges[above] === seconds) return [];
  const lower = edges[above < 0 ? edges.length - 1 : above - 1] ?? 0;
  const upper = above < 0 ? '+Inf' : edges[above];
  return [annotation('bucket-interval', `the objective of ${seconds} s lies inside the bucket ${lower}–${upper} s`)];
}
