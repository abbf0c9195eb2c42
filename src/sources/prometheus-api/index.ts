// Takes a transport to anything that speaks the Prometheus HTTP API, or whatever else evaluates PromQL. Gives windows, for one
// instant or a series of them. Pure: builds queries and reads answers; how they travel is the caller's. Nothing a user types
// gets beyond its place in a query.
export { bundled } from './bundled.ts';
export type { Labels, Series } from './decode.ts';
export type { Discovery } from './discover.ts';
export { discoverByPromQl } from './discover-by-promql.ts';
export { lastSeconds, type Instants } from './instants.ts';
export { anyOf, escapeRegex, parseMatchers, printMatcher, type Matcher } from './matcher.ts';
export { LAST_SECONDS, prometheusSource, type PrometheusOptions } from './prometheus-source.ts';
export { overHttp, type Answer, type PromQl, type Questions } from './promql.ts';
export { observePushedDown, stepsPushedDown } from './pushed-down.ts';
export type { RangeRequest } from './request.ts';
export { retrying } from './retrying.ts';
export type { ApiAnswer, ApiRequest, Transport } from './transport.ts';
export { SourceError, type Observation, type SourceErrorCode } from '../source.ts';
