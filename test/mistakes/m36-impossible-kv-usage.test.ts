import { expect, test } from 'vitest';
import { limitsOf } from '../../src/report/index.ts';
import { analysisOf } from '../build-page.ts';
import { fixtureText, knownOf, only, reportOf, unknownOf, windowsBetween } from './load.ts';
import { samplesOf } from './naive.ts';

const page = (scrape: 0 | 1, usage: number) =>
  fixtureText('healthy', scrape).replace(/^(vllm:kv_cache_usage_perc\{.*) \S+$/m, `$1 ${usage}`);

// Truth: a share lies between 0 and 1; forks of vLLM were seen to report these.
test.each([-0.39, 1.7])('M36: a KV cache usage of %f is an instrument fault, neither shown nor clamped', (usage) => {
  const [naive = 0] = samplesOf(page(1, usage), 'vllm:kv_cache_usage_perc');
  expect(naive < 0 || naive > 1).toBe(true);

  const windows = windowsBetween(page(0, 0.3), page(1, usage));
  const analysis = analysisOf(only(windows));
  for (const id of ['kvCacheUsageRatio', 'kvCacheUsageRatioMax', 'residentTokens'] as const) {
    expect(unknownOf(analysis, id).reason).toBe('instrument-fault');
  }
  const kvCache = limitsOf(only(reportOf(windows).engines)).find(({ name }) => name === 'KV cache');
  expect(kvCache).toMatchObject({ usedRatio: undefined, full: false });

  const sane = analysisOf(only(windowsBetween(page(0, 0.3), page(1, 0.3))));
  const others = Object.entries(sane.measures).filter(([id]) => !/^(kvCacheUsage|resident)/.test(id));
  expect(analysis.measures).toMatchObject(Object.fromEntries(others));
  expect(knownOf(analysis, 'requestsRunning').value).toBe(8);
});
