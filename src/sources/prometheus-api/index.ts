// Takes a transport to anything that speaks the Prometheus HTTP API. Gives windows, for one instant or a series of them.
// Pure: builds queries and reads answers; how they travel is the caller's. Nothing a user types gets beyond its place in a query.
export { parseMatchers, type Matcher } from './matcher.ts';
export { LAST_SECONDS, prometheusSource, type PrometheusOptions } from './prometheus-source.ts';
export type { ApiAnswer, ApiRequest, Transport } from './transport.ts';
