import { escapeQuoted } from './escapes.ts';
import type { Series } from './exposition.ts';

/** Names that need no quotes; those of labels have no colon. */
const BARE_METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const BARE_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

const quote = (text: string): string => `"${escapeQuoted(text)}"`;

/** A metric name as it stands in comment lines. */
export const printName = (name: string): string => (BARE_METRIC.test(name) ? name : quote(name));

/** `name{label="value"}`, or `{"name",label="value"}` if the name needs quotes. */
export function printSeries({ name, labels }: Series): string {
  const pairs = printPairs(labels);
  if (!BARE_METRIC.test(name)) return `{${[quote(name), ...pairs].join(',')}}`;
  return pairs.length > 0 ? `${name}{${pairs.join(',')}}` : name;
}

/** `{label="value"}`, with braces even if there are no labels. */
export const printLabels = (labels: Series['labels']): string => `{${printPairs(labels).join(',')}}`;

const printPairs = (labels: Series['labels']): string[] =>
  Object.entries(labels).map(([name, value]) => `${BARE_LABEL.test(name) ? name : quote(name)}=${quote(value)}`);
