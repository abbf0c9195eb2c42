/**
 * What colours mean on every dashboard. Names of Grafana's, so that both themes choose their own. Red is not among them: it
 * is for broken objectives only, and green for nothing.
 */
export const COLOUR = {
  /** The one accent: what binds, and the limits that may. */
  binds: 'orange',
  broken: 'red',
  neutral: 'text',
  none: 'transparent',
  queue: 'purple',
  prefill: 'dark-blue',
  decode: 'light-blue',
  frontend: 'semi-dark-yellow',
  /** What is bracketed: between `low` and `high`. */
  band: 'text',
  hung: 'dark-purple',
} as const;

/** Percentiles, and other things of one kind that differ in degree. */
export const BLUES = ['super-light-blue', 'light-blue', 'blue', 'dark-blue'] as const;
