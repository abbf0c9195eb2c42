import { DIVISION } from '../../metrics/catalogue/index.ts';
import { annotation, known, type Annotation, type Measured } from '../../quantities/index.ts';
import { gaugeOf, type GaugeSpan, type Window } from '../../metrics/window/index.ts';
import { isUnknown, sampled } from '../engine-window.ts';
import type { Contribution } from '../measures.ts';

/**
 * How many requests run, wait and are in the system: time-average (trapezoid over the scrapes) and largest sample.
 *
 * vLLM publishes after each step, so a request shows as running only from the end of its first step on. With one scrape
 * the average is that sample. `parts` of the waiting ones tell why they wait, where vLLM says so (0.20 and later).
 */
export function occupancy(
  window: Window,
): Contribution<
  | 'requestsRunning'
  | 'requestsRunningMax'
  | 'requestsWaiting'
  | 'requestsWaitingMax'
  | 'requestsInSystem'
  | 'requestsInSystemMax'
> {
  const running = sampled(window, 'requestsRunning');
  const waiting = sampled(window, 'requestsWaiting');
  const inSystem = sampled(window, 'requestsInSystem');
  return {
    requestsRunning: timeAverage(window, running),
    requestsRunningMax: largest(running),
    requestsWaiting: withReasons(window, timeAverage(window, waiting)),
    requestsWaitingMax: largest(waiting),
    requestsInSystem: timeAverage(window, inSystem),
    requestsInSystemMax: largest(inSystem),
  };
}

type Sampled = ReturnType<typeof sampled>;

/** ∫ gauge dt ÷ covered time. */
export function timeAverage(window: Window, gauge: Sampled, unit: 'requests' | 'ratio' = 'requests'): Measured {
  return isUnknown(gauge) ? gauge : known(averageOf(gauge), unit, { annotations: coverage(window, gauge) });
}

/** The largest sample: between scrapes there may have been more. */
export const largest = (gauge: Sampled, unit: 'requests' | 'ratio' = 'requests'): Measured =>
  isUnknown(gauge)
    ? gauge
    : known(gauge.maximum, unit, { low: gauge.maximum, annotations: [annotation('gauge-only-sampled')] });

export const averageOf = ({ integral, coveredSeconds, last }: GaugeSpan): number =>
  coveredSeconds > 0 ? integral / coveredSeconds : last;

// Rounding of scrape times, not absence.
const COVERAGE_TOLERANCE_SECONDS = 1e-6;

function coverage(window: Window, { coveredSeconds }: GaugeSpan): Annotation[] {
  if (window.seconds === 0) return [annotation('gauge-only-sampled', 'a single scrape')];
  return window.seconds - coveredSeconds > COVERAGE_TOLERANCE_SECONDS
    ? [
        annotation(
          'gauge-partly-absent',
          `gauges were exposed during ${coveredSeconds.toFixed(1)} of ${window.seconds.toFixed(1)} s, and are averaged over that`,
        ),
      ]
    : [];
}

function withReasons(window: Window, waiting: Measured): Measured {
  if (!waiting.known) return waiting;
  const reasons = [DIVISION.waitingForCapacity, DIVISION.waitingDeferred].flatMap((reason) => {
    const span = gaugeOf(window, 'requestsWaitingByReason', reason);
    return span ? [[reason, averageOf(span)] as const] : [];
  });
  return reasons.length === 0 ? waiting : { ...waiting, parts: Object.fromEntries(reasons) };
}
