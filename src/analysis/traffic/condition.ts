import { DIVISION } from '../../metrics/catalogue/index.ts';
import { annotation, type Annotation } from '../../quantities/index.ts';
import { gaugeOf, histogramOf, increaseOf, type Window } from '../../metrics/window/index.ts';

/**
 * Whether the engine makes progress at all. vLLM publishes after each step, so an engine that hangs shows its last gauges
 * for ever; only the counters tell.
 *
 * - asleep: `engine_sleep_state` says that it is not awake;
 * - idle: nothing in the system, no counter moved;
 * - hung: requests shown as running at every scrape, no counter moved (hung, or stale gauges after aborts);
 * - stalled: requests wait at every scrape, none runs, no counter moved.
 *
 * Says nothing after a single scrape, or when any counter moved.
 */
export function condition(window: Window): Annotation[] {
  const awake = gaugeOf(window, 'engineSleepState', DIVISION.awake);
  if (awake?.last === 0) return [annotation('engine-asleep')];
  const running = gaugeOf(window, 'requestsRunning');
  const waiting = gaugeOf(window, 'requestsWaiting');
  if (window.seconds === 0 || !running || !waiting || counted(window) !== 0) return [];
  if (running.maximum === 0 && waiting.maximum === 0)
    return [
      annotation('engine-idle', `no requests and nothing counted for ${window.seconds.toFixed(0)} s: no traffic`),
    ];
  if (window.seconds < LONGEST_STEP_SECONDS) return [];
  const forSeconds = `for ${window.seconds.toFixed(0)} s`;
  if (running.minimum > 0) {
    return [
      annotation(
        'engine-hung',
        `${running.last} requests shown as running, but no counter moved ${forSeconds}: the engine hangs or its gauges are stale`,
      ),
    ];
  }
  if (running.maximum === 0 && waiting.minimum > 0) {
    return [
      annotation(
        'engine-stalled',
        `${waiting.last} requests wait and none runs, no counter moved ${forSeconds}: the scheduler makes no progress`,
      ),
    ];
  }
  return [];
}

// While a step runs nothing is published, and one that prefills long prompts takes seconds. A choice, not a measurement: a
// longer step would be reported as a hang.
const LONGEST_STEP_SECONDS = 10;

/** Everything that moves when the engine works; undefined when none of it is exposed. */
function counted(window: Window): number | undefined {
  const increases = [
    increaseOf(window, 'generationTokens'),
    increaseOf(window, 'promptTokens'),
    increaseOf(window, 'requestsFinished'),
    histogramOf(window, 'iterationTokens')?.count,
  ].filter((increase) => increase !== undefined);
  return increases.length === 0 ? undefined : increases.reduce((sum, increase) => sum + increase, 0);
}
