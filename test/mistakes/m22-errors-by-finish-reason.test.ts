import { expect, test } from 'vitest';
import { fixtureAnalyses, fixtureText, knownOf, only } from './load.ts';
import { samplesOf, sum } from './naive.ts';

// Truth: 100 requests ended at their length limit in the window; the 60 errors are all older.
test('M22: ending at the length limit is no error, and old errors are not of this window', () => {
  const page = fixtureText('length_only', 1);
  const finished = (reason: string) => sum(samplesOf(page, 'vllm:request_success_total', { finished_reason: reason }));
  const naiveErrorShare = finished('error') / (finished('stop') + finished('error'));
  expect(naiveErrorShare).toBe(1);

  const { value, parts } = knownOf(only(fixtureAnalyses('length_only')), 'completionsPerSecond');
  expect(value).toBeCloseTo(100 / 30);
  expect(parts).toEqual({ stop: 0, length: value, abort: 0, error: 0, repetition: 0 });
});
