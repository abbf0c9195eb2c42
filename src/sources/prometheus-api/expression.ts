import { printMatcher, type Matcher } from './matcher.ts';

/** A length of time in PromQL, to the millisecond: `5m`, `90s`, `1500ms`. */
export function duration(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  if (milliseconds % 60_000 === 0) return `${milliseconds / 60_000}m`;
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

/** `{label="value"}`. */
export const braces = (matchers: readonly Matcher[]): string => `{${matchers.map(printMatcher).join(',')}}`;

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** `name{label="value"}`. A name that does not fit PromQL's short form becomes a matcher of its own. */
export function selector(name: string, matchers: readonly Matcher[]): string {
  if (!METRIC.test(name)) return braces([{ label: '__name__', operator: '=', value: name }, ...matchers]);
  return matchers.length === 0 ? name : `${name}${braces(matchers)}`;
}

/** One expression for a number that has several names: where an engine has it under more than one, the first counts. */
export const firstOf = (names: readonly string[], expressionFor: (name: string) => string): string =>
  names.map(expressionFor).join('\nor ');

/** `sum by (a, b) (…)`. */
export const aggregate = (operator: 'sum' | 'max', by: readonly string[], expression: string): string =>
  `${operator} by (${by.join(', ')}) (${expression})`;

/** As the API takes instants: Unix seconds, to the millisecond. */
export const timeOf = (atSeconds: number): string => atSeconds.toFixed(3);
