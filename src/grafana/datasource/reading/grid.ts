/** A stretch of time in steps that lie on multiples of the step, as Prometheus data sources align them. */
export interface Grid {
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly stepSeconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Few lengths of step, so that panels of about the same width share what is read. */
const STEPS_SECONDS = [
  ...[1, 2, 5, 10, 15, 20, 30],
  ...[1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7].map((days) => days * DAY),
];

/** More points than anybody sees, and fewer than servers refuse. */
const MOST_POINTS = 1000;

/** The shortest of those steps with no more points than asked for; a stretch shorter than a step is one step. */
export function gridOf(startSeconds: number, endSeconds: number, points = MOST_POINTS): Grid {
  const wantedSeconds = (endSeconds - startSeconds) / Math.max(1, Math.min(points, MOST_POINTS));
  const stepSeconds = STEPS_SECONDS.find((seconds) => seconds >= wantedSeconds) ?? Math.ceil(wantedSeconds / DAY) * DAY;
  const endAtSeconds = Math.floor(endSeconds / stepSeconds) * stepSeconds;
  const steps = Math.max(1, Math.floor((endAtSeconds - startSeconds) / stepSeconds));
  return { startAtSeconds: endAtSeconds - steps * stepSeconds, endAtSeconds, stepSeconds };
}
