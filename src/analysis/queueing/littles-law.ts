import { annotation, formatQuantity, known, unknown, type Annotation, type Measured } from '../../quantities/index.ts';
import type { Meaning } from '../../metrics/catalogue/index.ts';
import { histogramOf, increaseOf, whatIsMissing, type Window } from '../../metrics/window/index.ts';
import type { Contribution } from '../measures.ts';
import { finishLag } from '../traffic/lag.ts';

/**
 * Occupancy by Little's law, L = λW. With λW = (n/T)·(Σ/n) it is simply
 *
 *     L = Δ(sum of the time histogram) / T                             requests, on average
 *
 * - decoding: from the inter-token latency, observed at every step, so live (at most one step late). It counts the gaps
 *   that preempted requests spend waiting again.
 * - before the first token: observed at the first token.
 * - queued, running, in system: observed when a request finishes; they lag while a queue grows or drains.
 */
export function littlesLaw(
  window: Window,
): Contribution<
  | 'littleDecodingRequests'
  | 'littleFirstTokenRequests'
  | 'littleQueuedRequests'
  | 'littleRunningRequests'
  | 'littleSystemRequests'
> {
  const lag = finishLag(window);
  return {
    littleDecodingRequests: timeSpentPerSecond(window, 'itlSeconds', preemptionGaps(window)),
    littleFirstTokenRequests: timeSpentPerSecond(window, 'ttftSeconds', []),
    littleQueuedRequests: timeSpentPerSecond(window, 'queueSeconds', lag),
    littleRunningRequests: timeSpentPerSecond(window, 'inferenceSeconds', lag),
    littleSystemRequests: timeSpentPerSecond(window, 'e2eSeconds', lag),
  };
}

/** Nothing observed means nobody spent time there: a measured zero, unlike a mean of nothing. */
function timeSpentPerSecond(window: Window, meaning: Meaning, annotations: readonly Annotation[]): Measured {
  const histogram = histogramOf(window, meaning);
  if (!histogram) return unknown('not-exported', [whatIsMissing(meaning)]);
  if (window.seconds === 0) return unknown('one-sample', ['a second scrape']);
  return known(histogram.sum / window.seconds, 'requests', { annotations });
}

/** Annotates times of decoding requests when some of them were preempted in the window. */
export function preemptionGaps(window: Window): Annotation[] {
  const preemptions = increaseOf(window, 'preemptions') ?? 0;
  return preemptions > 0
    ? [
        annotation(
          'preemption-included',
          `${formatQuantity(preemptions, 'count')} preemptions: the time preempted requests wait again is inside`,
        ),
      ]
    : [];
}
