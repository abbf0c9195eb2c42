/** From values to pixels. */
export type Scale = (value: number) => number;

export const linearScale = ([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale => {
  const length = to - from || 1;
  return (value) => start + ((value - from) / length) * (end - start);
};

const NICE = [1, 2, 2.5, 5, 10];

/** Round numbers from 0 to at least `most`, about so many steps; 0 and 1 where there is nothing. */
export function niceTicks(most: number, steps = 3): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const rough = most / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (NICE.find((nice) => nice * power >= rough * 0.999) ?? 10) * power;
  const count = Math.ceil((most / step) * 0.999);
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30].map((count) => count * DAY),
];

export interface TimeTicks {
  readonly times: readonly number[];
  readonly format: string;
}

/** Round times between the two, in milliseconds, and how they are written. */
export function timeTicks(from: number, to: number, most: number): TimeTicks {
  // A clock may say anything: of a stretch of ages the parts are no round times any more.
  const step = TIME_STEPS.find((each) => (to - from) / each <= most) ?? (to - from) / most;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  const format = step >= DAY ? 'MM-DD' : to - from > DAY ? 'MM-DD HH:mm' : step >= MINUTE ? 'HH:mm' : 'HH:mm:ss';
  return { times: Array.from({ length: count }, (_, i) => first + i * step), format };
}
