import { expect, test } from 'vitest';
import { fixtureAnalyses, fixtureText, knownOf } from './load.ts';
import { mean, samplesOf, sum } from './naive.ts';

// Truth: two data-parallel engines, one at 5 % and one at 97 % of its own KV cache.
test('M1: KV cache shares of several engines are never added', () => {
  const naive = sum(samplesOf(fixtureText('dp2_hot_engine1', 1), 'vllm:kv_cache_usage_perc'));
  expect(naive).toBeGreaterThan(1);

  const shares = fixtureAnalyses('dp2_hot_engine1').map((analysis) => knownOf(analysis, 'kvCacheUsageRatio'));
  expect(shares.map(({ value, unit }) => [value, unit])).toEqual([
    [0.05, 'ratio'],
    [0.97, 'ratio'],
  ]);
  expect(mean(shares.map(({ value }) => value))).toBeCloseTo(0.51);
});
