import { wordEnd } from './characters.ts';

/** Where scanNumber reads, and the number it read. */
export interface NumberScan {
  readonly text: string;
  /** The text once more, see codesOf. */
  readonly codes: Uint8Array;
  lastNumber: number;
}

const SPACE = 32;
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
 * - Gives up if there is none, or if it is too large for a double.
 * - NaN and the infinities are numbers.
 * - Most are short and plain, as `12` or `0.25`. Two exact doubles and one division give those as Number() does, faster.
 */
export function scanNumber(scan: NumberScan, start: number): number {
  const { codes } = scan;
  let significand = 0;
  let digits = 0;
  let digitsBeforePoint = -1;
  let at = start;
  for (let code = codes[at] ?? SPACE; code > SPACE; code = codes[++at] ?? SPACE) {
    if (code >= ZERO && code <= NINE) {
      significand = significand * 10 + (code - ZERO);
      digits++;
    } else if (code === POINT && digitsBeforePoint < 0) {
      digitsBeforePoint = digits;
    } else {
      return scanAnyNumber(scan, start);
    }
  }
  if (digits === 0 || digits > EXACT_DIGITS) return scanAnyNumber(scan, start);
  const decimals = digitsBeforePoint < 0 ? 0 : digits - digitsBeforePoint;
  scan.lastNumber = significand / (POWERS_OF_TEN[decimals] ?? NaN);
  return at;
}

function scanAnyNumber(scan: NumberScan, start: number): number {
  const end = wordEnd(scan.codes, start);
  const word = scan.text.slice(start, end);
  const isDecimal = DECIMAL.test(word);
  const number = isDecimal ? Number(word) : NOT_FINITE.get(word.toLowerCase());
  if (number === undefined || (isDecimal && !Number.isFinite(number))) return ~end;
  scan.lastNumber = number;
  return end;
}
