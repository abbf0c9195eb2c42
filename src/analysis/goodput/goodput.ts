import {
  annotation,
  clamp,
  formatQuantity,
  known,
  unknown,
  type Annotation,
  type Measured,
} from '../../quantities/index.ts';
import { atEnds, type HistogramIncrease, type Window } from '../../metrics/window/index.ts';
import type { Objective } from '../../settings/index.ts';
import { isUnknown, observations } from '../engine-window.ts';
import type { Contribution } from '../measures.ts';
import { finishLag } from '../traffic/lag.ts';
import { countWithin, type CountInterval } from './count-within.ts';

/**
 * Goodput: the share of finished requests that met every objective at once, and their rate. The histograms only tell how
 * many met each one; with k objectives met by G₁ … G_k of n requests, whatever their dependence (Fréchet–Hoeffding),
 *
 *     max(0, ΣGᵢ − (k − 1)·n)  ≤  joint  ≤  min Gᵢ
 *
 * `value` is the middle between independence, ΠGᵢ/nᵏ⁻¹, and the upper bound: load moves TTFT and TPOT together, so the truth
 * is rarely below independence (with the true marginals of the recordings' nine runs, this middle is off by 2.4 points on
 * average, independence by 5.2).
 *
 * - TTFT is observed at the first token, the rest at the finish. Requests that ran at the window's ends are in one count
 *   and not in the other; the bounds allow for all of them (`populations-differ`).
 * - A one-token output has no TPOT and so cannot miss it.
 */
export function goodput(
  window: Window,
  objective: Objective | undefined,
): Contribution<'goodputRatio' | 'goodputRequestsPerSecond'> {
  const joint = jointlyGood(window, objective);
  if ('known' in joint) return { goodputRatio: joint, goodputRequestsPerSecond: joint };
  const { good, finished, annotations } = joint;
  const perSecond = (count: number): number => count / window.seconds;
  return {
    goodputRatio: known(good.value / finished, 'ratio', {
      low: good.low / finished,
      high: good.high / finished,
      annotations,
    }),
    goodputRequestsPerSecond: known(perSecond(good.value), 'requestsPerSecond', {
      low: perSecond(good.low),
      high: perSecond(good.high),
      annotations,
    }),
  };
}

interface Joint {
  readonly good: CountInterval;
  readonly finished: number;
  readonly annotations: readonly Annotation[];
}

function jointlyGood(window: Window, objective: Objective | undefined): Joint | Measured {
  const limits = (['ttftSeconds', 'tpotSeconds', 'e2eSeconds'] as const).filter(
    (limit) => objective?.[limit] !== undefined,
  );
  if (limits.length === 0) return unknown('not-declared', ['objectives[] in ridgeline.yaml, or --ttft, --tpot, --e2e']);
  const finished = observations(window, 'e2eSeconds');
  if (isUnknown(finished)) return finished;
  const counts: CountInterval[] = [];
  const annotations: Annotation[] = [...finishLag(window)];
  for (const limit of limits) {
    const histogram = observations(window, limit);
    if (isUnknown(histogram)) return histogram;
    const met = countWithin(histogram, objective?.[limit] ?? Number.POSITIVE_INFINITY);
    if (limit === 'ttftSeconds') {
      const amongFinished = restrictToFinished(window, histogram, finished.count, met);
      counts.push(amongFinished.met);
      annotations.push(...amongFinished.annotations);
    } else counts.push(met);
  }
  return { good: frechet(counts, finished.count), finished: finished.count, annotations };
}

/**
 * How many of the `finished` met the TTFT objective, given how many of those that started did: requests that finished but
 * started before the window ran at its start (at most that many); those that started but did not finish make up the rest.
 */
function restrictToFinished(window: Window, started: HistogramIncrease, finished: number, met: CountInterval) {
  const ranAtStart = atEnds(window, 'requestsInSystem')?.start ?? finished;
  const startedBefore = Math.min(ranAtStart, finished);
  const unfinished = Math.max(0, started.count - finished + startedBefore);
  const annotations: readonly Annotation[] =
    startedBefore + unfinished === 0
      ? []
      : [
          annotation(
            'populations-differ',
            `goodput allows for ${formatQuantity(startedBefore, 'count')} finished requests that may have started before the window and ${formatQuantity(unfinished, 'count')} that may not have finished in it`,
          ),
        ];
  return {
    annotations,
    met: {
      low: Math.max(0, met.low - unfinished),
      high: Math.min(finished, met.high + startedBefore),
      value: (met.value / started.count) * finished,
    },
  };
}

function frechet(counts: readonly CountInterval[], finished: number): CountInterval {
  const low = Math.max(0, counts.reduce((sum, count) => sum + count.low, 0) - (counts.length - 1) * finished);
  const high = Math.min(...counts.map((count) => count.high));
  const independent = counts.reduce((product, { value }) => (product * value) / finished, finished);
  const atMost = Math.min(...counts.map(({ value }) => value));
  return { low, high, value: clamp((independent + atMost) / 2, low, high) };
}
