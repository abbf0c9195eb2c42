import { BACKSLASH, type Cursor, NEWLINE, peek, QUOTE, restOfLine, take, takeText } from './cursor.ts';
import { unescape } from './escapes.ts';
import type { PageScan } from './page-scan.ts';

/** A set of characters, by code. */
const alphabet = (characters: RegExp): Uint8Array =>
  Uint8Array.from({ length: 128 }, (_, code) => Number(characters.test(String.fromCharCode(code))));

const DIGITS = alphabet(/[0-9]/);
const IN_LABELS = alphabet(/[a-zA-Z0-9_]/);
const IN_METRICS = alphabet(/[a-zA-Z0-9_:]/);

/** A label name without quotes; empty if none starts here. */
export function scanLabelName(scan: PageScan, index: number): string {
  const name = scanBareName(scan, IN_LABELS, scan.labelNames[index] ?? '');
  scan.labelNames[index] = name;
  return name;
}

/** A metric name without quotes; empty if none starts here. */
export function scanMetricName(scan: PageScan): string {
  scan.lastName = scanBareName(scan, IN_METRICS, scan.lastName);
  return scan.lastName;
}

/** Names often are, or start with, the one that was read last in the same role. */
function scanBareName(cursor: Cursor, letters: Uint8Array, guess: string): string {
  const { text, at: start } = cursor;
  const guessedEnd = takeText(cursor, guess) ? cursor.at : start;
  let at = guessedEnd;
  if (at === start && DIGITS[text.charCodeAt(at)]) return '';
  while (letters[text.charCodeAt(at)]) at++;
  cursor.at = at;
  return at === guessedEnd && at > start ? guess : text.slice(start, at);
}

/** The unescaped text between two quotes; undefined if it does not start or end on this line. */
export function scanQuoted(cursor: Cursor): string | undefined {
  if (!take(cursor, QUOTE)) return undefined;
  const { text, at: start } = cursor;
  for (let at = start, code = peek(cursor); code !== NEWLINE; code = text.charCodeAt(++at)) {
    if (code === QUOTE) {
      cursor.at = at + 1;
      return unescape(text.slice(start, at));
    }
    if (code === BACKSLASH && text.charCodeAt(at + 1) !== NEWLINE) at++;
  }
  cursor.at += restOfLine(cursor).length;
  return undefined;
}
