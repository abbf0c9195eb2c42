import type { MeasureId } from '../../../analysis/index.ts';
import { by, type Scope } from '../level.ts';
import { rates } from '../promql.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';
import { oneTokenOutputs } from './one-token-outputs.ts';

const LATENCIES = ['ttftSeconds', 'tpotSeconds', 'itlSeconds', 'e2eSeconds', 'queueSeconds'] as const;
const QUANTILES = [
  ['P50', 'p50_', 0.5],
  ['P90', 'p90_', 0.9],
  ['P95', 'p95_', 0.95],
  ['P99', 'p99_', 0.99],
] as const;

/**
 * Percentiles by histogram_quantile, which interpolates inside a bucket: the truth is somewhere in that bucket, whose ends
 * Ridgeline itself gives as `low` and `high`. NaN, for no observations, is no sample.
 */
export const percentiles = (scope: Scope): RecordingRule[] =>
  LATENCIES.flatMap((latency) =>
    QUANTILES.map(([suffix, operation, q]) => {
      const id: MeasureId = `${latency}${suffix}`;
      return recorded(scope, [id, operation], `histogram_quantile(${q},\n  ${buckets(scope, latency)}\n) >= 0`);
    }),
  );

function buckets(scope: Scope, latency: (typeof LATENCIES)[number]): string {
  const { level, window } = scope;
  const observed = `sum ${by(level, 'le')} (${rates(window.text, latency, { part: 'bucket' })})`;
  if (latency !== 'tpotSeconds') return observed;
  const on = `on (${level.labels.join(', ')}) group_left ()`;
  return `clamp_min(\n    ${observed}\n    - ${on} ${oneTokenOutputs(scope)},\n    0\n  )`;
}
