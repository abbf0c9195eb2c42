import type { Cursor } from './cursor.ts';
import type { Exemplar, Family, Series } from './exposition.ts';

/** What the comment lines of a page say of a family. */
export type FamilyFacts = Pick<Family, 'name'> & { -readonly [key in keyof Family]?: Family[key] };

/** The series of one name. */
export interface Namesakes {
  readonly name: string;
  /** The place of the first. */
  readonly first: number;
  count: number;
  /** The places by labels, once the name came back behind another; up to then they follow on the first. */
  places: Map<Series['labels'], number> | undefined;
}

/** Labels of a page; equal ones are one object. */
export interface LabelSet {
  readonly labels: Series['labels'];
  /** Whose labels they were the last time, and the place of that series. */
  namesakes: Namesakes | undefined;
  place: number;
}

/** What braces say. */
export interface Braces {
  readonly written: string;
  /** Empty if the metric is not named in the braces. */
  readonly name: string;
  readonly labelSet: LabelSet;
  /** What came behind them the last time. */
  next: Braces | undefined;
}

export interface MalformedLine {
  readonly number: number;
  readonly start: number;
  /** How far the line could be understood. */
  readonly at: number;
}

/** What was read of a page so far, a column for each thing that a sample has, and what helps to read the rest of it. */
export interface PageScan extends Cursor {
  readonly families: Map<string, FamilyFacts>;
  readonly series: Series[];
  readonly values: number[];
  /** Where in the page the values start and end, in turns. */
  readonly bounds: number[];
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

  /** Most lines start with the name of the line before. */
  lastName: string;
  /** Most labels are called like those in the same place of the braces before. */
  readonly labelNames: string[];
  /** Most braces stood on the page before, and most of those behind the same ones. */
  readonly knownBraces: Map<string, Braces>;
  readonly noBraces: Braces;
  lastBraces: Braces;
  /** The closing brace that was found last; looked for again only from behind it, so that no page takes long. */
  closeBrace: number;
  /** Most series come right behind others of their name. */
  readonly namesakes: Map<string, Namesakes>;
  lastNamesakes: Namesakes;
}

/** Labels inherit nothing, so a label may be called `__proto__`. (Made from this, they are faster than from null.) */
export const NO_LABELS: Series['labels'] = Object.freeze(Object.create(null) as Record<string, string>);

export function startScan(text: string): PageScan {
  const labelSet = { labels: NO_LABELS, namesakes: undefined, place: 0 };
  const noBraces = { written: '{}', name: '', labelSet, next: undefined };
  return {
    text,
    at: 0,
    families: new Map(),
    series: [],
    values: [],
    bounds: [],
    timestamps: new Map(),
    exemplars: new Map(),
    hasExemplars: false,
    replaced: 0,
    malformed: [],
    hasEnd: false,
    isCut: false,
    lastName: '',
    labelNames: [],
    knownBraces: new Map([['{}', noBraces]]),
    noBraces,
    lastBraces: noBraces,
    closeBrace: -1,
    namesakes: new Map(),
    lastNamesakes: { name: '', first: 0, count: 0, places: undefined },
  };
}
