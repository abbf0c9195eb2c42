import type { Family, Series } from './exposition.ts';

/** A name on a page: of a family, of series, or of both. */
export interface MetricName {
  readonly name: string;
  /** Where it stood the last time without quotes. */
  start: number;
  /** A name that it starts with, if that helped to read it. */
  readonly stem: MetricName | undefined;
  /** What the comment lines say of it. */
  family: { -readonly [key in keyof Family]: Family[key] } | undefined;
  /** There is a TYPE line; without one the family is `untyped`. */
  isTyped: boolean;
  /** The place of the first series, and how many there are. */
  first: number;
  count: number;
  /** The places by labels, once the name came back behind another; up to then they follow on the first. */
  places: Map<Series['labels'], number> | undefined;
}

export const newName = (name: string, stem?: MetricName): MetricName => ({
  name,
  start: 0,
  stem,
  family: undefined,
  isTyped: false,
  first: 0,
  count: 0,
  places: undefined,
});
