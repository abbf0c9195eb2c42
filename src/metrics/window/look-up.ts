import { definitionOf, exposedName, type Meaning } from '../catalogue/index.ts';
import type { GaugeSpan } from './gauge-span.ts';
import { divided } from './schema.ts';
import type { Window } from './window.ts';

/** By how much a counter grew, over all its divisions; undefined where the engine does not expose it. */
export function increaseOf(window: Window, meaning: Meaning): number | undefined {
  const slots = window.schema.counters.get(meaning);
  return slots?.reduce((sum, { slot }) => sum + (window.increases[slot] ?? Number.NaN), 0);
}

/** By how much each division of a counter grew, such as each finish reason. */
export function increasesOf(window: Window, meaning: Meaning): ReadonlyMap<string, number> | undefined {
  const slots = window.schema.counters.get(meaning);
  return slots && new Map(slots.map(({ division, slot }) => [division, window.increases[slot] ?? Number.NaN]));
}

/** The observations of a histogram that fell into the window. */
export interface HistogramIncrease {
  readonly count: number;
  readonly sum: number;
  /** Upper edges, rising; the last is +Infinity where the page has one. */
  readonly edges: readonly number[];
  /** cumulative[i] observations were at most edges[i]. */
  readonly cumulative: readonly number[];
}

/** Undefined where the engine does not expose the histogram's sum and count. */
export function histogramOf(window: Window, meaning: Meaning): HistogramIncrease | undefined {
  const slots = window.schema.histograms.get(meaning);
  if (slots?.sum === undefined || slots.count === undefined) return undefined;
  const increase = (slot: number): number => window.increases[slot] ?? Number.NaN;
  return {
    count: increase(slots.count),
    sum: increase(slots.sum),
    edges: slots.edges,
    cumulative: slots.buckets.map(increase),
  };
}

export const gaugeOf = (window: Window, meaning: Meaning | 'requestsInSystem', division = ''): GaugeSpan | undefined =>
  window.gauges.get(meaning === 'requestsInSystem' ? meaning : divided(meaning, division));

/**
 * A gauge of requests at both ends of the window. Where vLLM does not expose it yet at the start, the engine has not made
 * its first step (measured with two API servers), so nothing was in it. Undefined when the last page does not have it.
 */
export function atEnds(
  window: Window,
  gauge: 'requestsRunning' | 'requestsInSystem',
): { readonly start: number; readonly end: number } | undefined {
  const span = gaugeOf(window, gauge);
  if (!span || span.lastAtSeconds < window.endAtSeconds) return undefined;
  return { start: span.firstAtSeconds > window.startAtSeconds ? 0 : span.first, end: span.last };
}

/**
 * An opt-in counter that stands still although prompts were computed: the option that moves it is off, and its 0 is not a
 * measured zero.
 */
export const isSwitchedOff = (window: Window, meaning: Meaning): boolean =>
  definitionOf(meaning).zeroUnless !== undefined &&
  increaseOf(window, meaning) === 0 &&
  (increaseOf(window, 'promptTokens') ?? 0) > 0;

/** What to name as missing when a metric is not there: the name, and the flag that would bring it. */
export function whatIsMissing(meaning: Meaning): string {
  const { zeroUnless } = definitionOf(meaning);
  return zeroUnless === undefined ? exposedName(meaning) : `${exposedName(meaning)} (${zeroUnless})`;
}
