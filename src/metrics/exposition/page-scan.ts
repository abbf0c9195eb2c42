import { type Braces, NO_LABELS } from './braces.ts';
import { type Codes, codesOf } from './codes-of.ts';
import type { Exemplar, Family, Series } from './exposition.ts';
import { type MetricName, newName } from './metric-name.ts';
import type { NumberScan } from './scan-number.ts';

export interface MalformedLine {
  readonly number: number;
  readonly start: number;
  /** How far the line could be understood. */
  readonly at: number;
}

/**
 * What was read of a page so far, a column for each thing that a sample has, and what helps to read the rest of it.
 *
 * Scanners take the place where they start and give the place behind what they understood, never past the end of the
 * line; where they give up, the complement (`~at`, which is negative) of the place they came to. What they read beside
 * that they leave here: places handed on by value stay in registers, and a page is read in half the time.
 */
export interface PageScan extends Codes, NumberScan {
  /** In the order of their comment lines. */
  readonly families: Map<string, Family>;
  readonly series: Series[];
  readonly values: number[];
  /** Where in the page the values start. */
  readonly starts: number[];
  /** As written: the dialect, and so the unit, may be known only at the end of the page. */
  readonly timestamps: Map<number, number>;
  readonly exemplars: Map<number, Exemplar>;
  hasExemplars: boolean;
  /** How many samples were replaced by later ones of the same series. */
  replaced: number;
  readonly malformed: MalformedLine[];
  /** The last line is `# EOF`. */
  hasEnd: boolean;
  /** The last line has no newline, so its value may be the first half of a number; it was left out. */
  isCut: boolean;

  readonly names: Map<string, MetricName>;
  /** Written without quotes. Most names are, or start with, the one before or that of the family before. */
  lastName: MetricName;
  lastFamily: MetricName;
  /** Most series come right behind others of their name. */
  lastOwner: MetricName;
  /** Most labels are called like those in the same place of the braces before. */
  readonly labelNames: string[];
  /** Most braces stood on the page before, and most of those behind the same ones. */
  readonly knownBraces: Map<string, Braces>;
  readonly noBraces: Braces;
  lastBraces: Braces;
  /** What was read last between quotes, and behind a value. */
  lastQuoted: string;
  lastTimestamp: number | undefined;
  lastExemplar: Exemplar | undefined;
}

export function startScan(text: string): PageScan {
  const labelSet = { labels: NO_LABELS, owner: undefined, place: 0 };
  const noBraces = { written: '{}', start: 0, name: '', labelSet, next: undefined };
  const noName = newName('');
  const { codes, view, isAscii } = codesOf(text);
  return {
    text,
    codes,
    view,
    isAscii,
    lastNumber: NaN,
    families: new Map(),
    series: [],
    values: [],
    starts: [],
    timestamps: new Map(),
    exemplars: new Map(),
    hasExemplars: false,
    replaced: 0,
    malformed: [],
    hasEnd: false,
    isCut: false,
    names: new Map([['', noName]]),
    lastName: noName,
    lastFamily: noName,
    lastOwner: noName,
    labelNames: [],
    knownBraces: new Map([['{}', noBraces]]),
    noBraces,
    lastBraces: noBraces,
    lastQuoted: '',
    lastTimestamp: undefined,
    lastExemplar: undefined,
  };
}
