import type { BackendQuery } from './ds-query.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/** The most points that Prometheus gives, and so what Grafana asks for at most: `safeResolution` in pkg/promlib/models/query.go. */
const MOST_POINTS = 11_000;

/** Of the data source's settings; Grafana's own default: `calculatePrometheusInterval` in pkg/promlib/models/query.go. */
const SCRAPE_SECONDS = 15;

/** The step that Grafana's backend takes: no shorter than the query's, no more points than asked for or allowed. */
export function stepSecondsOf(
  { interval = '', maxDataPoints = 1000 }: BackendQuery,
  fromSeconds: number,
  toSeconds: number,
): number {
  const shortest = interval === '' ? SCRAPE_SECONDS : secondsOf(interval);
  const stretch = toSeconds - fromSeconds;
  return Math.max(shortest, wholeSeconds(stretch / maxDataPoints), wholeSeconds(stretch / MOST_POINTS));
}

// Grafana rounds to a list of lengths of its own; whole seconds are as good here, since `interval` decides.
const wholeSeconds = (seconds: number): number => (seconds <= 1 ? seconds : Math.ceil(seconds));

function secondsOf(text: string): number {
  const [, amount, unit = ''] = /^>?(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const seconds = Number(amount) * (UNITS[unit] ?? Number.NaN);
  if (Number.isFinite(seconds)) return seconds;
  throw new Error(`"${text}" is no interval`);
}

/** Range queries start and end on multiples of their step. */
export const alignedDown = (seconds: number, stepSeconds: number): number =>
  Math.floor(seconds / stepSeconds) * stepSeconds;
