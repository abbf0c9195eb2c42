import { expect, test } from 'vitest';
import { createWindowFold } from '../../src/metrics/window/index.ts';
import { analysisOf } from '../build-page.ts';
import { fullLimits, knownOf, only, recording, reportOf } from './load.ts';

const KEEP_SECONDS = 20;

// Truth: in m_v0221_burst a queue builds up behind 16 running requests and drains again before the recording ends.
test('M16: what the burst filled is called free again once the window has moved past it', async () => {
  const fold = createWindowFold(KEEP_SECONDS);
  let naivePeak = 0;
  let lastWaitingAt = 0;
  const during: string[][] = [];
  let longestForecast = 0;
  const afterwards: { full: string[]; forecast: number }[] = [];
  for (const snapshot of await recording('m_v0221_burst')) {
    fold.add(snapshot);
    const window = only(fold.windows());
    const waiting = window.gauges.get('requestsWaiting')?.last ?? 0;
    const full = fullLimits(only(reportOf([window]).engines));
    const forecast = knownOf(analysisOf(window), 'waitForecastSeconds').value;
    naivePeak = Math.max(naivePeak, waiting);
    longestForecast = Math.max(longestForecast, forecast);
    if (waiting > 0) {
      lastWaitingAt = snapshot.atSeconds;
      afterwards.length = 0;
      during.push(full);
    } else expect(forecast).toBe(0);
    if (snapshot.atSeconds > lastWaitingAt + KEEP_SECONDS) afterwards.push({ full, forecast });
  }
  expect(naivePeak).toBeGreaterThan(10); // Still an alarm at the end for who remembers the peak.
  expect(longestForecast).toBeGreaterThan(5);
  expect(during).toContainEqual(['sequence slots']);
  expect(afterwards.length).toBeGreaterThan(0);
  expect(afterwards).toEqual(afterwards.map(() => ({ full: [], forecast: 0 })));
});
