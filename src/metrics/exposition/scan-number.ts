import { type Cursor, scanWord, SPACE } from './cursor.ts';

const ZERO = 48;
const NINE = 57;
const POINT = 46;

/** Integers of so many digits, and powers of ten so large, are doubles without rounding. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/** Leaves out what Number() takes beside decimal numbers: hex, octal, binary, blanks. */
const DECIMAL = /^[-+.0-9eE]+$/;

/** As Go's ParseFloat spells them, in any case. */
const NOT_FINITE: ReadonlyMap<string, number> = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
  ['infinity', Infinity],
  ['+infinity', Infinity],
  ['-infinity', -Infinity],
]);

/**
 * The number up to the next blank or end of the line.
 *
 * - Undefined if there is none, or if it is too large for a double.
 * - NaN and the infinities are numbers.
 * - Most are short and plain, as `12` or `0.25`. Two exact doubles and one division give those as Number() does, faster.
 */
export function scanNumber(cursor: Cursor): number | undefined {
  const { text } = cursor;
  let significand = 0;
  let digits = 0;
  let digitsBeforePoint: number | undefined;
  let at = cursor.at;
  for (let code = text.charCodeAt(at); code > SPACE; code = text.charCodeAt(++at)) {
    if (code >= ZERO && code <= NINE) {
      significand = significand * 10 + (code - ZERO);
      digits++;
    } else if (code === POINT && digitsBeforePoint === undefined) {
      digitsBeforePoint = digits;
    } else {
      return scanAnyNumber(cursor);
    }
  }
  if (digits === 0 || digits > EXACT_DIGITS) return scanAnyNumber(cursor);
  cursor.at = at;
  const decimals = digits - (digitsBeforePoint ?? digits);
  return significand / (POWERS_OF_TEN[decimals] ?? NaN);
}

function scanAnyNumber(cursor: Cursor): number | undefined {
  const word = scanWord(cursor);
  if (!DECIMAL.test(word)) return NOT_FINITE.get(word.toLowerCase());
  const value = Number(word);
  return Number.isFinite(value) ? value : undefined;
}
