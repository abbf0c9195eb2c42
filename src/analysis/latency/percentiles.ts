import { type Annotation, type Measured } from '../../quantities/index.ts';
import type { Window } from '../../metrics/window/index.ts';
import { isUnknown, observations } from '../engine-window.ts';
import type { Contribution, Latency, PercentileId } from '../measures.ts';
import { preemptionGaps } from '../queueing/littles-law.ts';
import { finishLag } from '../traffic/lag.ts';
import { percentile } from './percentile.ts';
import { tpotObservations } from './token-latency.ts';

/** p50, p90, p95 and p99 of each latency, as intervals. */
export function percentiles(window: Window): Contribution<PercentileId> {
  const lag = finishLag(window);
  const gaps = preemptionGaps(window);
  return {
    ...fourOf('ttft', observations(window, 'ttftSeconds'), []),
    ...fourOf('tpot', tpotObservations(window), [...lag, ...gaps]),
    ...fourOf('itl', observations(window, 'itlSeconds'), gaps),
    ...fourOf('e2e', observations(window, 'e2eSeconds'), lag),
    ...fourOf('queue', observations(window, 'queueSeconds'), lag),
  };
}

function fourOf<Name extends Latency>(
  name: Name,
  histogram: ReturnType<typeof observations>,
  annotations: readonly Annotation[],
): Contribution<`${Name}Seconds${'P50' | 'P90' | 'P95' | 'P99'}`> {
  const at = (q: number): Measured => (isUnknown(histogram) ? histogram : percentile(histogram, q, annotations));
  const four: Record<string, Measured> = {
    [`${name}SecondsP50`]: at(0.5),
    [`${name}SecondsP90`]: at(0.9),
    [`${name}SecondsP95`]: at(0.95),
    [`${name}SecondsP99`]: at(0.99),
  };
  return four as Contribution<`${Name}Seconds${'P50' | 'P90' | 'P95' | 'P99'}`>;
}
