// Takes the text of a metrics page, and the layout of the page before it, if any.
// Gives its series in order with their values, families and annotations; and the text back.
// Never knows what a metric means, opens a connection or throws.
export type { Exemplar, Exposition, Family, Layout, MetricType, Series } from './exposition.ts';
export { parseExposition } from './parse-exposition.ts';
export { printExposition } from './print-exposition.ts';
