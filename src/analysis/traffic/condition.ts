import { DIVISION } from '../../metrics/catalogue/index.ts';
import { annotation, type Annotation } from '../../quantities/index.ts';
import { gaugeOf, type Window } from '../../metrics/window/index.ts';

/**
 * Whether the engine makes progress at all. vLLM publishes after each step, so an engine that hangs shows its last gauges
 * for ever; only the counters tell.
 *
 * - asleep: `engine_sleep_state` says that it is not awake;
 * - idle: nothing in the system, no counter moved;
 * - hung: requests are shown as running, and at the end of the window no counter moved (hung, or stale gauges after aborts);
 * - stalled: requests wait for room, none runs, and at the end of the window no counter moved. Those that wait for something
 *   else, as a KV transfer, are held back and not by the scheduler.
 *
 * Says nothing after a single scrape.
 */
export function condition(window: Window): Annotation[] {
  const awake = gaugeOf(window, 'engineSleepState', DIVISION.awake);
  if (awake?.last === 0) return [annotation('engine-asleep')];
  const running = gaugeOf(window, 'requestsRunning');
  const waiting = gaugeOf(window, 'requestsWaiting');
  const { seconds, stillSeconds } = window;
  if (seconds === 0 || !running || !waiting || stillSeconds === 0) return [];
  if (running.maximum === 0 && waiting.maximum === 0) {
    if (stillSeconds < seconds) return [];
    return [annotation('engine-idle', `no requests and nothing counted for ${seconds.toFixed(0)} s: no traffic`)];
  }
  if (stillSeconds < LONGEST_STEP_SECONDS) return [];
  const forSeconds =
    stillSeconds < seconds ? `for the last ${stillSeconds.toFixed(0)} s` : `for ${seconds.toFixed(0)} s`;
  if (running.last > 0) {
    return [
      annotation(
        'engine-hung',
        `${running.last} requests shown as running, but no counter moved ${forSeconds}: the engine hangs or its gauges are stale`,
      ),
    ];
  }
  const forRoom = waitingForRoom(window, waiting.last);
  if (forRoom > 0) {
    return [
      annotation(
        'engine-stalled',
        `${forRoom} requests wait and none runs, no counter moved ${forSeconds}: the scheduler makes no progress`,
      ),
    ];
  }
  return [];
}

/** Of engines that do not say why (vLLM before 0.20) all that wait. */
function waitingForRoom(window: Window, waiting: number): number {
  const forReason = (reason: string): number | undefined => gaugeOf(window, 'requestsWaitingByReason', reason)?.last;
  return forReason(DIVISION.waitingForCapacity) ?? waiting - (forReason(DIVISION.waitingDeferred) ?? 0);
}

// While a step runs nothing is published, and one that prefills long prompts takes seconds. A choice, not a measurement: a
// longer step would be reported as a hang.
export const LONGEST_STEP_SECONDS = 10;
