import { expect, test } from 'vitest';
import { analysisOf, foldOf } from '../build-page.ts';
import { fixtureAnalyses, fullLimits, idsOf, knownOf, only, recording, reportOf } from './load.ts';

// Truth: 144 preemptions at a full KV cache; each evicted request waited about 1.9 s to run again.
test('M21: the wait of preempted requests is told apart from slow decoding', async () => {
  const windows = foldOf(await recording('f_preempt'));
  const analysis = analysisOf(only(windows));
  const value = (id: Parameters<typeof knownOf>[1]) => knownOf(analysis, id).value;
  const naiveWaiting = value('littleQueuedRequests'); // The queue histogram holds only the first wait …
  const naiveDecoding = value('littleDecodingRequests'); // … and calls the others decoding.
  expect(value('requestsWaiting') / naiveWaiting).toBeGreaterThan(1.1);
  expect(naiveDecoding / value('requestsRunning')).toBeGreaterThan(1.1);

  expect(value('preemptionsPerSecond') * analysis.seconds).toBeCloseTo(144, 0);
  expect(Math.abs(value('requeueSeconds') / 1.9 - 1)).toBeLessThan(0.05);
  for (const id of [
    'decodeSeconds',
    'tpotSeconds',
    'itlSeconds',
    'processingSeconds',
    'littleDecodingRequests',
  ] as const) {
    expect(idsOf(knownOf(analysis, id))).toContain('preemption-included');
  }
  expect(idsOf(knownOf(analysis, 'queueSeconds'))).not.toContain('preemption-included');
  expect(fullLimits(only(reportOf(windows).engines))).toEqual(['KV cache']);
});

// Truth: nobody finished in the window, so how long the 7 that wait had
// queued before is not observed yet, and they may all be new.
test('M21: with nobody finished, waiting is not all laid to preemption', () => {
  const hot = fixtureAnalyses('dp2_hot_engine1')[1];
  if (!hot) throw new Error('an engine is missing');
  const { requeueSeconds } = hot.measures;
  expect(requeueSeconds.known ? idsOf(requeueSeconds) : ['finished-requests-lag']).toContain('finished-requests-lag');
  expect(idsOf(knownOf(hot, 'littleQueuedRequests'))).toContain('finished-requests-lag');
});
