import { expect, test } from 'vitest';
import {
  fixtureAnalyses,
  fixtureText,
  fixtureWindows,
  fullLimits,
  knownOf,
  only,
  reportOf,
  unknownOf,
} from './load.ts';
import { samplesOf, sum } from './naive.ts';

// Truth: one preemption long ago, none in the window, KV at 30 %.
test('M11: a preemption of long ago is not news', () => {
  const naiveAlarm = sum(samplesOf(fixtureText('old_preemption', 1), 'vllm:num_preemptions_total')) > 0;
  expect(naiveAlarm).toBe(true);

  const analysis = only(fixtureAnalyses('old_preemption'));
  expect(knownOf(analysis, 'preemptionsPerSecond').value).toBe(0);
  expect(unknownOf(analysis, 'requeueSeconds').reason).toBe('no-traffic');
  expect(fullLimits(only(reportOf(fixtureWindows('old_preemption')).engines))).toEqual([]);
});
