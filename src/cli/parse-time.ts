import { InvalidArgumentError } from 'commander';
import { durationSeconds } from '../quantities/index.ts';
import type { Instant } from '../sources/index.ts';

/** `25s`, `1m30s`, `500ms`, `2h` → seconds. */
export function parseDuration(text: string): number {
  const seconds = durationSeconds(text.trim());
  if (seconds === undefined || seconds <= 0) {
    throw new InvalidArgumentError(`"${text}" is not a duration such as 30s, 1m30s or 2h.`);
  }
  return seconds;
}

/** Unix seconds (`1795317286`), ISO 8601 (`2026-11-22T03:14:46Z`), or an offset from the first scrape (`25s`). */
export function parseInstant(text: string): Instant {
  const trimmed = text.trim();
  const offset = durationSeconds(trimmed);
  if (offset !== undefined) return { kind: 'offset', seconds: offset };
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) return { kind: 'unix', seconds: Number(trimmed) };
  const milliseconds = /^\d{4}-\d{2}-\d{2}/.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new InvalidArgumentError(
      `"${text}" is no time. Give Unix seconds, ISO 8601 such as 2026-11-22T03:14:46Z, or an offset from the start such as 25s.`,
    );
  }
  return { kind: 'unix', seconds: milliseconds / 1000 };
}
