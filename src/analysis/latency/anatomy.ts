import { known, type Measured } from '../../quantities/index.ts';
import type { Window } from '../../metrics/window/index.ts';
import { firstUnknown, meanOf } from '../engine-window.ts';
import type { Contribution } from '../measures.ts';
import { preemptionGaps } from '../queueing/littles-law.ts';
import { finishLag } from '../traffic/lag.ts';

/**
 * Where the time of a finished request went, as means over the requests that finished in the window:
 *
 *     e2e = queue + prefill + decode + frontend              exactly, because frontend is what the other three leave
 *     processing = prefill + decode                          queueShare = queue / e2e
 *
 * frontend holds tokenizing, the wait in the engine's input queue for the running step to end, and the way of the tokens
 * back out; a share that grows with the step time is that wait. Queue is the first wait only: what a preempted request
 * waits again is in decode (or prefill).
 */
export function anatomy(
  window: Window,
): Contribution<
  | 'queueSeconds'
  | 'prefillSeconds'
  | 'decodeSeconds'
  | 'frontendSeconds'
  | 'e2eSeconds'
  | 'processingSeconds'
  | 'queueShareRatio'
> {
  const lag = finishLag(window);
  const withGaps = [...lag, ...preemptionGaps(window)];
  const queueSeconds = meanOf(window, 'queueSeconds', 'seconds', lag);
  const prefillSeconds = meanOf(window, 'prefillSeconds', 'seconds', withGaps);
  const decodeSeconds = meanOf(window, 'decodeSeconds', 'seconds', withGaps);
  const e2eSeconds = meanOf(window, 'e2eSeconds', 'seconds', lag);
  const combine = (
    needed: readonly Measured[],
    unit: 'seconds' | 'ratio',
    compute: (...values: readonly number[]) => number,
    annotations = lag,
  ): Measured => {
    const values = needed.flatMap((measured) => (measured.known ? [measured.value] : []));
    return values.length < needed.length ? firstUnknown(...needed) : known(compute(...values), unit, { annotations });
  };
  return {
    queueSeconds,
    prefillSeconds,
    decodeSeconds,
    e2eSeconds,
    frontendSeconds: combine(
      [e2eSeconds, queueSeconds, prefillSeconds, decodeSeconds],
      'seconds',
      (e2e = 0, queue = 0, prefill = 0, decode = 0) => e2e - queue - prefill - decode,
    ),
    processingSeconds: combine(
      [prefillSeconds, decodeSeconds],
      'seconds',
      (prefill = 0, decode = 0) => prefill + decode,
      withGaps,
    ),
    queueShareRatio: combine([queueSeconds, e2eSeconds], 'ratio', (queue = 0, e2e = 0) => queue / e2e),
  };
}
