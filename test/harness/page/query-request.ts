import { CoreApp, dateTime, type DataQueryRequest, type ScopedVars, type TimeRange } from '@grafana/data';
import type { Ask, PlainRange } from './page-api.ts';

export function timeRange({ from, to }: PlainRange): TimeRange {
  const range = { from: dateTime(from), to: dateTime(to) };
  return { ...range, raw: range };
}

const MOST_POINTS = 500;
let requests = 0;

/** As Grafana's runner of panel queries asks. */
export function queryRequest(
  { range, targets, maxDataPoints = MOST_POINTS }: Ask,
  scopedVars: ScopedVars = {},
): DataQueryRequest {
  const intervalMs = Math.max(1000, Math.ceil((range.to - range.from) / maxDataPoints / 1000) * 1000);
  const interval = `${intervalMs / 1000}s`;
  return {
    app: CoreApp.Dashboard,
    requestId: `Q${++requests}`,
    timezone: 'utc',
    range: timeRange(range),
    targets: [...targets],
    interval,
    intervalMs,
    maxDataPoints,
    scopedVars: {
      ...scopedVars,
      __interval: { text: interval, value: interval },
      __interval_ms: { text: String(intervalMs), value: intervalMs },
    },
    startTime: Date.now(),
  };
}
