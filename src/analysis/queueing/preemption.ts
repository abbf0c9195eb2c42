import { known, unknown, type Measured } from '../../quantities/index.ts';
import { histogramOf, increaseOf, type Window } from '../../metrics/window/index.ts';
import { firstUnknown, perSecond } from '../engine-window.ts';
import type { Contribution, Measures } from '../measures.ts';
import { finishLag } from '../traffic/lag.ts';

/**
 * Preemptions, and how long a preempted request waits to run again. vLLM's queue time covers only the first wait, the
 * waiting gauge all of them, so their difference is the time spent waiting again:
 *
 *     requeue = (requestsWaiting − littleQueuedRequests)·T / Δpreemptions          seconds per preemption
 *
 * - Counted when the preempted request produces its next token, so the newest preemptions are missing.
 * - No preemption: unknown, there is nothing to average; nobody finished: unknown, the first waits are not observed yet. A negative difference is noise of a queue that grows: 0.
 */
export function preemption(
  window: Window,
  { requestsWaiting, littleQueuedRequests }: Pick<Measures, 'requestsWaiting' | 'littleQueuedRequests'>,
): Contribution<'preemptionsPerSecond' | 'requeueSeconds'> {
  return {
    preemptionsPerSecond: perSecond(window, 'preemptions', 'eventsPerSecond'),
    requeueSeconds: requeueSeconds(window, requestsWaiting, littleQueuedRequests),
  };
}

function requeueSeconds(window: Window, waiting: Measured, queued: Measured): Measured {
  if (!waiting.known || !queued.known) return firstUnknown(waiting, queued);
  const preemptions = increaseOf(window, 'preemptions');
  if (preemptions === undefined || preemptions === 0) return unknown('no-traffic', ['a preemption in the window']);
  if (histogramOf(window, 'queueSeconds')?.count === 0)
    return unknown('not-observable', ['a finished request in the window']);
  const waitingAgain = Math.max(0, waiting.value - queued.value);
  return known((waitingAgain * window.seconds) / preemptions, 'seconds', { annotations: finishLag(window) });
}
