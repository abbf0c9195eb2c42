import { durationSeconds } from '../../../quantities/index.ts';

/** `1m`, `90s`, `1h30m`; undefined for an empty text. Throws on any other, and on less than a second. */
export function windowSecondsOf(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return undefined;
  const seconds = durationSeconds(trimmed);
  if (seconds !== undefined && seconds >= 1) return seconds;
  throw new Error(`The window "${trimmed}" is no length of time of at least a second. Write it as 30s, 5m or 1h30m.`);
}
