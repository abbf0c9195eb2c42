import { describe, expect, test } from 'vitest';
import { histogramOf } from '../../src/metrics/window/index.ts';
import { analysisOf, foldOf } from '../build-page.ts';
import { idsOf, knownOf, only, recording, truthOf } from './load.ts';
import { histogramQuantile, mean } from './naive.ts';

// Truth: the time to first token, by the client's clock, of the requests that arrived within a second of that moment.
describe('M14: the wait is told from the queue that is there, not from requests that finished', () => {
  const run = only(truthOf('b_overload').runs);

  test.each([
    [25, 0.3],
    [40, 0.15],
    [55, 0.15],
  ])('b_overload, %i s after the load began', async (second, tolerance) => {
    const now = run.first_start + second;
    const arriving = run.requests_table.filter(([start]) => Math.abs(start - now) < 1);
    const truth = mean(arriving.map(([, , , , ttftSeconds]) => ttftSeconds));

    const minute = only(foldOf(await recording('b_overload', now - 60, now)));
    const queued = histogramOf(minute, 'queueSeconds');
    const naive = queued ? histogramQuantile(0.95, queued) : Number.NaN;
    expect(truth / naive).toBeGreaterThan(3);

    const analysis = analysisOf(only(foldOf(await recording('b_overload', now - 15, now))));
    const { value, low, high } = knownOf(analysis, 'waitForecastSeconds');
    expect(Math.abs(value / truth - 1)).toBeLessThan(tolerance);
    expect(low).toBeLessThanOrEqual(truth);
    expect(high).toBeGreaterThanOrEqual(truth);
    expect(idsOf(knownOf(analysis, 'queueSeconds'))).toContain('finished-requests-lag');
    expect(idsOf(knownOf(analysis, 'littleQueuedRequests'))).toContain('finished-requests-lag');
  });
});

const NAMES = ['a_steady', 'b_overload', 'c_prefill_mfu', 'e_prefix', 'f_preempt', 'h_aborts_errors', 'm_v0221_burst'];

test.each(NAMES.concat('g_restart', 'k_dp2_api2'))(
  "M14: over each run of %s gauges and Little's law agree",
  async (name) => {
    for (const { first_start, last_end } of truthOf(name).runs) {
      for (const window of foldOf(await recording(name, first_start - 5, last_end + 5))) {
        const { parts } = knownOf(analysisOf(window), 'littleResidualRatio');
        expect(Math.abs(parts?.['unexplained'] ?? Number.NaN)).toBeLessThanOrEqual(0.05);
      }
    }
  },
);
