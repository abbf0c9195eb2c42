/** "2026-11-22 03:14:46", in UTC. */
export const utcTime = (seconds: number): string => isoOf(seconds).slice(0, 19).replace('T', ' ');

/** "03:14:46", in UTC, for where the day is known. */
export const utcClock = (seconds: number): string => isoOf(seconds).slice(11, 19);

/** As a tick of an axis is written; see timeTicks. */
export function tickTime(milliseconds: number, format: string): string {
  const iso = isoOf(milliseconds / 1000);
  const [from, to] = SLICES[format] ?? [11, 19];
  return iso.slice(from, to).replace('T', ' ');
}

const SLICES: Readonly<Record<string, readonly [number, number]>> = {
  'MM-DD': [5, 10],
  'MM-DD HH:mm': [5, 16],
  'HH:mm': [11, 16],
};

/** The farthest that a date reaches; a clock may say anything. */
const FARTHEST_SECONDS = 8.64e12;

const isoOf = (seconds: number): string =>
  Number.isFinite(seconds) && Math.abs(seconds) <= FARTHEST_SECONDS
    ? new Date(seconds * 1000).toISOString()
    : '????-??-??T??:??:??';
