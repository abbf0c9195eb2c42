import { expect, test } from 'vitest';
import { analysisOf, foldOf, snapshotsOf } from '../build-page.ts';
import { idsOf, knownOf, lastPage, only } from './load.ts';
import { mean, samplesOf } from './naive.ts';

// Truth: one API server saw a single request of 10 s, the other 999 of 0.1 s, for the same engine.
const part = (pid: number, count: number, seconds: number): Record<string, string> => ({
  [`vllm:time_to_first_token_seconds_sum{engine="0",model_name="m",pid="${pid}"}`]: `0 ${seconds}`,
  [`vllm:time_to_first_token_seconds_count{engine="0",model_name="m",pid="${pid}"}`]: `0 ${count}`,
});

test('M6: means are weighted by what they are means of', () => {
  const series = { ...part(1, 1, 10), ...part(2, 999, 99.9) };
  const scrapes = snapshotsOf({ series, everySeconds: 10 });
  const ttft = (field: string) => samplesOf(lastPage(scrapes), `vllm:time_to_first_token_seconds_${field}`);
  const naive = mean(ttft('sum').map((seconds, i) => seconds / (ttft('count')[i] ?? Number.NaN)));
  const truth = (10 + 99.9) / 1000;
  expect(naive / truth).toBeGreaterThan(40);

  const analysis = analysisOf(only(foldOf(scrapes)));
  expect(knownOf(analysis, 'ttftSeconds').value).toBeCloseTo(truth, 12);
  expect(knownOf(analysis, 'firstTokensPerSecond').value).toBeCloseTo(100);
  expect(idsOf(analysis)).toContain('process-duplicates');
});
