import { expect, test } from 'vitest';
import { histogramOf } from '../../src/metrics/window/index.ts';
import { renderText } from '../../src/report/index.ts';
import { analysisOf, foldOf } from '../build-page.ts';
import { idsOf, knownOf, only, recording, reportOf } from './load.ts';
import { histogramQuantile } from './naive.ts';

// Truth: 280 requests queued 5.4 ms all together, so 14 of them (5 %) cannot have queued more than 0.4 ms each.
test('M25: a percentile below the first bucket edge is a bound, not an invented number', async () => {
  const windows = foldOf(await recording('a_steady'));
  const queued = histogramOf(only(windows), 'queueSeconds');
  if (!queued) throw new Error('no queue histogram');
  const truthAtMost = queued.sum / (0.05 * queued.count);
  expect(truthAtMost).toBeLessThan(0.0004);
  const naive = histogramQuantile(0.95, queued);
  expect(naive).toBeCloseTo(0.285, 3);

  const analysis = analysisOf(only(windows));
  const p95 = knownOf(analysis, 'queueSecondsP95');
  expect(p95.low).toBe(0);
  expect(p95.value).toBeLessThanOrEqual(p95.high ?? 0);
  expect(p95.high).toBeLessThanOrEqual(truthAtMost * 1.1);
  expect(idsOf(p95)).toContain('bucket-unresolved');
  expect(knownOf(analysis, 'queueSeconds').value).toBeCloseTo(0.00002, 5);
  const text = renderText(reportOf(windows));
  expect(text).toContain('19.4 µs');
  expect(text).not.toContain('285 ms');
});
