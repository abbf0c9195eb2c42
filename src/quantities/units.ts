/**
 * The units a measure may have. One table maps each to how people write it (`symbol`), how Prometheus suffixes it and
 * what Grafana calls it. SI base units throughout; scaling to "ms" or "GiB" happens only in format.ts.
 */
export const UNITS = {
  seconds: { symbol: 's', prometheusSuffix: 'seconds', grafana: 's' },
  /** Only for two metrics of the V0 engine that vLLM itself exposes so. */
  milliseconds: { symbol: 'ms', prometheusSuffix: 'milliseconds', grafana: 'ms' },
  ratio: { symbol: '', prometheusSuffix: 'ratio', grafana: 'percentunit' },
  requests: { symbol: '', prometheusSuffix: '', grafana: 'short' },
  tokens: { symbol: 'tokens', prometheusSuffix: 'tokens', grafana: 'short' },
  requestsPerSecond: { symbol: '/s', prometheusSuffix: 'per_second', grafana: 'reqps' },
  tokensPerSecond: { symbol: 'tokens/s', prometheusSuffix: 'tokens_per_second', grafana: 'short' },
  tokensPerRequest: { symbol: 'tokens', prometheusSuffix: 'tokens_per_request', grafana: 'short' },
  tokensPerStep: { symbol: 'tokens', prometheusSuffix: 'tokens_per_step', grafana: 'short' },
  requestsPerStep: { symbol: '', prometheusSuffix: 'per_step', grafana: 'short' },
  tokensPerDraft: { symbol: 'tokens', prometheusSuffix: 'tokens_per_draft', grafana: 'short' },
  stepsPerSecond: { symbol: '/s', prometheusSuffix: 'per_second', grafana: 'ops' },
  eventsPerSecond: { symbol: '/s', prometheusSuffix: 'per_second', grafana: 'ops' },
  bytes: { symbol: 'B', prometheusSuffix: 'bytes', grafana: 'bytes' },
  flop: { symbol: 'FLOP', prometheusSuffix: 'flop', grafana: 'short' },
  flopPerSecond: { symbol: 'FLOP/s', prometheusSuffix: 'flop_per_second', grafana: 'flops' },
  bytesPerSecond: { symbol: 'B/s', prometheusSuffix: 'bytes_per_second', grafana: 'Bps' },
  flopPerByte: { symbol: 'FLOP/B', prometheusSuffix: 'flop_per_byte', grafana: 'short' },
  count: { symbol: '', prometheusSuffix: '', grafana: 'short' },
} as const;

export type Unit = keyof typeof UNITS;
