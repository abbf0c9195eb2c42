// What a panel can ask and what the data source is told; and what all parts in Grafana have in common.
export { isQueryKind, QUERY_KINDS, type QueryKind } from './query-kinds.ts';
export {
  DEFAULT_EVENTS,
  DEFAULT_QUERY,
  EVENT_KINDS,
  LATENCIES,
  withDefaults,
  type EventKind,
  type Latency,
  type RidgelineQuery,
} from './query.ts';
export { messageOf } from './message-of.ts';
export { isPrometheusLike } from './prometheus-like.ts';
export type { Connection, RidgelineOptions, RidgelineSecrets } from './options.ts';

export const APP_ID = 'ridgeline-vllm-app';
export const DATASOURCE_TYPE = 'ridgeline-vllm-datasource';
export const PANEL_ID = 'ridgeline-roofline-panel';
