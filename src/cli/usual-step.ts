import type { Observation } from '../sources/index.ts';

/** As many as a picture shows well. */
const STEPS = 60;

/** A choice: each costs the analysis and the diagnosis of an engine, some 2 ms, so these cost some seconds. */
const MOST_ENGINE_STEPS = 3000;

/** Fewer show no course. */
const LEAST_STEPS = 10;

/** As of a Prometheus: averages of gauges over fewer are hardly averages. */
const SCRAPES = 4;

// Round for people.
const ROUND_SECONDS = [
  ...[1, 2, 3, 5, 10, 15, 20, 30],
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((minutes) => minutes * 60),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * 3600),
];

/**
 * The step for a stretch that is shown over time when nobody names one: round, at most 60 of them and fewer for a fleet,
 * never shorter than four scrapes. Undefined where that leaves too few to show anything.
 */
export function usualStepSeconds({ startAtSeconds, endAtSeconds, windows }: Observation): number | undefined {
  const seconds = endAtSeconds - startAtSeconds;
  const most = Math.min(STEPS, Math.floor(MOST_ENGINE_STEPS / Math.max(1, windows.length)));
  if (most < LEAST_STEPS) return undefined;
  const apart = windows.map((window) => window.seconds / Math.max(1, window.samples - 1));
  const least = Math.max(seconds / most, SCRAPES * Math.max(0, ...apart));
  const step = ROUND_SECONDS.find((round) => round >= least);
  return step !== undefined && seconds / step >= LEAST_STEPS / 2 ? step : undefined;
}
