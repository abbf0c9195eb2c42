import { goesOn, lineEnd } from './characters.ts';
import { sameAt } from './codes-of.ts';
import { unescape } from './escapes.ts';
import { type MetricName, newName } from './metric-name.ts';
import type { PageScan } from './page-scan.ts';

const NEWLINE = 10;
const QUOTE = 34;
const BACKSLASH = 92;

/** A set of characters, by code. */
const alphabet = (characters: RegExp): Uint8Array =>
  Uint8Array.from({ length: 128 }, (_, code) => Number(characters.test(String.fromCharCode(code))));

const DIGITS = alphabet(/[0-9]/);
const IN_LABELS = alphabet(/[a-zA-Z0-9_]/);
const IN_METRICS = alphabet(/[a-zA-Z0-9_:]/);

/** A metric name without quotes; an empty one if none starts here. */
export function scanMetricName(scan: PageScan, start: number): number {
  const { text, codes, lastName, lastFamily } = scan;
  const stem = startsWith(scan, start, lastName)
    ? lastName
    : startsWith(scan, start, lastFamily)
      ? lastFamily
      : undefined;
  const stemEnd = start + (stem ? stem.name.length : 0);
  const end = nameEnd(codes, IN_METRICS, start, stemEnd);
  const name = stem && end === stemEnd ? stem : findName(scan, text.slice(start, end), stem);
  name.start = start;
  scan.lastName = name;
  return end;
}

/** No letter of a name is beyond ASCII, so what looks the same is the same. */
const startsWith = ({ view }: PageScan, at: number, { name, start }: MetricName): boolean =>
  sameAt(view, at, start, name.length);

/** A label name without quotes; empty if none starts here. */
export function scanLabelName(scan: PageScan, start: number, index: number): number {
  const { text, codes, labelNames } = scan;
  const guess = labelNames[index] ?? '';
  const guessEnd = goesOn(text, start, guess) ? start + guess.length : start;
  const end = nameEnd(codes, IN_LABELS, start, guessEnd);
  if (end > guessEnd || guessEnd === start) labelNames[index] = text.slice(start, end);
  return end;
}

/** Where a name ends that goes at least up to a place; where it starts if that is a digit. */
function nameEnd(codes: Uint8Array, letters: Uint8Array, start: number, atLeast: number): number {
  let end = atLeast;
  if (end === start && DIGITS[codes[end] ?? NEWLINE]) return end;
  while (letters[codes[end] ?? NEWLINE]) end++;
  return end;
}

/** What the page holds under a name, however that is written. */
export function findName({ names }: PageScan, name: string, stem?: MetricName): MetricName {
  const known = names.get(name);
  const found = known ?? newName(name, stem);
  if (!known) names.set(name, found);
  return found;
}

/** The unescaped text between two quotes; gives up if it does not start or end on this line. */
export function scanQuoted(scan: PageScan, start: number): number {
  const { text, codes } = scan;
  if (codes[start] !== QUOTE) return ~start;
  let isEscaped = false;
  let at = start + 1;
  for (let code = codes[at]; code !== QUOTE; code = codes[++at]) {
    if (code === NEWLINE) return ~lineEnd(text, start);
    if (code === BACKSLASH) {
      isEscaped = true;
      if (codes[at + 1] !== NEWLINE) at++;
    }
  }
  const quoted = text.slice(start + 1, at);
  scan.lastQuoted = isEscaped ? unescape(quoted) : quoted;
  return at + 1;
}
