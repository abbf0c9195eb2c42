import { definitionOf, NAME_PREFIX, type Meaning, type SamplePart } from '../../metrics/catalogue/index.ts';
import { by, ENGINE, type Scope } from './level.ts';

/** Label matchers that all have to hold, such as `le="0.5"`. */
export type Selector = readonly string[];

/** Selectors of which at least one has to hold; no series holds two. `[[]]` selects everything. */
export type Selection = readonly Selector[];

export const EVERYTHING: Selection = [[]];

const SUFFIX: Readonly<Record<SamplePart, string>> = {
  value: '',
  sum: '_sum',
  count: '_count',
  bucket: '_bucket',
  created: '_created',
};

/** The names of a meaning on a page of vLLM, newest first. */
function namesOf(meaning: Meaning, part: SamplePart): string[] {
  const { kind, names } = definitionOf(meaning);
  const suffix = kind === 'counter' && part === 'value' ? '_total' : SUFFIX[part];
  return names.map(({ name }) => NAME_PREFIX + name + suffix).reverse();
}

export interface Series {
  readonly meaning: Meaning;
  readonly part?: SamplePart;
  readonly matchers?: Selector;
  readonly selection?: Selection;
  /** Written around each series, since a function of a range takes one: `rate(`, `[5m])`. */
  readonly open?: string;
  readonly close?: string;
}

/**
 * The series of a meaning. A page may carry an older name beside the newer, with the same numbers: `or` takes, series by
 * series, the newest there is, and never adds them.
 */
export function series(wanted: Series): string {
  const { meaning, part = 'value', matchers = [], selection = EVERYTHING, open = '', close = '' } = wanted;
  const each = namesOf(meaning, part).flatMap((name) =>
    selection.map((selector) => `${open}${name}${braces([...matchers, ...selector])}${close}`),
  );
  return each.join(' or ');
}

/** `{le="0.5"}`, or nothing where nothing is selected. */
export const braces = (selector: Selector): string => (selector.length === 0 ? '' : `{${selector.join(',')}}`);

/** `label="value"`, escaped as PromQL reads it. */
export const equals = (label: string, value: string): string => `${label}=${JSON.stringify(value)}`;

/** Δ/T of a counter, or of the sum, count or buckets of a histogram; resets are handled and divisions added up. */
export const rate = ({ level, window }: Scope, meaning: Meaning, details: Omit<Series, 'meaning'> = {}): string =>
  `sum ${by(level)} (${rates(window.text, meaning, details)})`;

/** The same, not yet added up. */
export const rates = (range: string, meaning: Meaning, details: Omit<Series, 'meaning'> = {}): string =>
  series({ meaning, open: 'rate(', close: `[${range}])`, ...details });

/**
 * A gauge of each engine, through a function of a range or at this moment. Several API server processes may each show it:
 * the largest counts, as in Ridgeline. Over the engines of a model it adds up.
 */
export function gauge({ level, window }: Scope, meaning: Meaning, overTime?: string, matchers: Selector = []): string {
  const range = overTime === undefined ? {} : { open: `${overTime}(`, close: `[${window.text}])` };
  const ofEngines = `max ${by(ENGINE)} (${series({ meaning, matchers, ...range })})`;
  return level === ENGINE ? ofEngines : `sum ${by(level)} (${ofEngines})`;
}

/** A division that gives no sample, rather than NaN, where there is nothing to divide by: absent is not zero. */
export const divided = (numerator: string, denominator: string): string =>
  `${numerator}\n  / (${denominator.includes('\n') ? `\n    ${denominator}\n    > 0\n  ` : `${denominator} > 0`})`;

/** Σ/n of the observations that fell into the window; never an average of averages. */
export const mean = (scope: Scope, meaning: Meaning): string =>
  divided(rate(scope, meaning, { part: 'sum' }), rate(scope, meaning, { part: 'count' }));
