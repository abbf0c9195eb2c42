import type { Known, Unknown, UnknownReason } from './measured.ts';
import { UNITS, type Unit } from './units.ts';

// The only place that rounds, scales or writes "ms", "%" and "k".

interface Scale {
  readonly factor: number;
  readonly symbol: string;
}

function secondsScale(seconds: number): Scale {
  if (seconds === 0) return { factor: 1, symbol: ' s' };
  if (seconds < 0.000_999_5) return { factor: 1e6, symbol: ' µs' };
  if (seconds < 0.999_5) return { factor: 1e3, symbol: ' ms' };
  return seconds < 600 ? { factor: 1, symbol: ' s' } : { factor: 1 / 60, symbol: ' min' };
}

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** `3.35 TB/s`: prefixes up to where hardware is. */
function prefixedScale(value: number, symbol: string): Scale {
  // 999.5 would be written as 1000.
  const steps = value > 0 ? Math.floor(Math.log10(value / 0.9995) / 3) : 0;
  const power = Math.max(0, Math.min(PREFIXES.length - 1, steps));
  return { factor: 10 ** (-3 * power), symbol: ` ${PREFIXES[power]}${symbol}` };
}

function countScale(value: number, symbol: string): Scale {
  // Prefixes stand before words.
  const word = symbol && ` ${symbol}`;
  if (value >= 999_500) return { factor: 1e-6, symbol: ` M${word}` };
  return value >= 9_999.5 ? { factor: 1e-3, symbol: ` k${word}` } : { factor: 1, symbol: symbol && ` ${symbol}` };
}

function scaleOf(value: number, unit: Unit): Scale {
  const size = Math.abs(value);
  if (unit === 'seconds') return secondsScale(size);
  const { symbol } = UNITS[unit];
  if (/^(B|FLOP)(\/s)?$/.test(symbol)) return prefixedScale(size, symbol);
  return symbol.startsWith('/') ? { factor: 1, symbol } : countScale(size, symbol);
}

/** Three significant digits, whole numbers whole, an exponent only of what only a broken clock shows: 0.0123, 1.5, 12.3, 123, 1230. */
function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e21) return value.toPrecision(3);
  if (Number.isInteger(value) || size >= 100) return value.toFixed(0);
  if (size < 0.000_01) return '0';
  const decimals = size >= 10 ? 1 : size >= 1 ? 2 : Math.min(5, 2 - Math.floor(Math.log10(size)));
  return value
    .toFixed(decimals)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** One decimal; two near the whole, where objectives live; one digit below 0.1 %. */
function percent(ratio: number): string {
  const size = Math.abs(ratio * 100);
  if (size > 0 && size < 0.095) return size < 0.001 ? '~0' : Number((ratio * 100).toPrecision(1)).toString();
  if (size >= 99.995 && size < 100) return ratio > 0 ? '>99.99' : '<-99.99';
  return Number((ratio * 100).toFixed(size >= 99 && size < 100 ? 2 : 1)).toString();
}

/** `0.0409, seconds` → "40.9 ms". */
export function formatQuantity(value: number, unit: Unit): string {
  if (unit === 'ratio') return `${percent(value)} %`;
  const scale = scaleOf(value, unit);
  return digits(value * scale.factor) + scale.symbol;
}

/** The same of several values, in the one scale in which the smallest that is not 0 is written: the numbers along an axis. */
export function formatAlike(values: readonly number[], unit: Unit): string[] {
  if (unit === 'ratio') return values.map((value) => formatQuantity(value, unit));
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  const scale = scaleOf(sizes.length === 0 ? 0 : Math.min(...sizes), unit);
  return values.map((value) => digits(value * scale.factor) + scale.symbol);
}

/** A known value as far as it is bounded. */
interface Interval extends Pick<Known, 'value' | 'unit'> {
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/**
 * The bounds in one scale: "77–154 s", "≤ 0.39 ms", "≥ 2560 s"; undefined where there are none, or where they say nothing
 * beyond the value itself.
 */
export function formatInterval({ value, low, high, unit }: Interval): string | undefined {
  if ((low === undefined && high === undefined) || low === high) return undefined;
  if (low === undefined || (low === 0 && high !== undefined)) return `≤ ${formatQuantity(high ?? value, unit)}`;
  if (high === undefined) return `≥ ${formatQuantity(low, unit)}`;
  if (unit === 'ratio') return span(percent(low), percent(high), ' %');
  const { factor, symbol } = scaleOf(high, unit);
  return span(digits(low * factor), digits(high * factor), symbol);
}

const span = (from: string, to: string, symbol: string): string | undefined =>
  from === to ? undefined : `${from}–${to}${symbol}`;

const REASONS: Readonly<Record<UnknownReason, string>> = {
  'not-exported': 'this engine does not expose',
  'feature-off': 'off; needs',
  'no-traffic': 'no traffic; needs',
  'one-sample': 'needs',
  'not-declared': 'not declared; set',
  'instrument-fault': 'impossible reading; expected',
  'not-observable': 'cannot be seen; needs',
};

/** "unknown (not declared; set objectives[].ttftSeconds in ridgeline.yaml)". */
export const formatUnknown = (reason: UnknownReason, missing: readonly string[]): string =>
  `unknown (${formatReason(reason, missing)})`;

/** The reason alone: "not declared; set objectives in ridgeline.yaml". */
export const formatReason = (reason: UnknownReason, missing: readonly string[]): string =>
  `${REASONS[reason]}${missing.length === 0 ? '' : ` ${missing.join(', ')}`}`;

/** The value, or why there is none. Bounds are not in it; see formatInterval. */
export const formatMeasured = (
  measured: Pick<Known, 'known' | 'value' | 'unit'> | Pick<Unknown, 'known' | 'reason' | 'missing'>,
): string =>
  measured.known ? formatQuantity(measured.value, measured.unit) : formatUnknown(measured.reason, measured.missing);

// Control and format characters (bidi marks, zero widths, tags), line separators and broken surrogates: a label from the
// network must not move the cursor, reorder text or fake a line.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text from outside, safe to print: control characters and reordering marks replaced, and not longer than `longest`. */
export function printable(text: string, longest = Number.POSITIVE_INFINITY): string {
  const clean = text.replace(UNPRINTABLE, '\uFFFD');
  return clean.length > longest ? `${clean.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : clean;
}

/** The same of several lines, each as long at most. */
export const printableLines = (text: string, longest: number): string =>
  text
    .split('\n')
    .map((line) => printable(line, longest))
    .join('\n');
