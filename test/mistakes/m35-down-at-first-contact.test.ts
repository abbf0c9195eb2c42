import { expect, test } from 'vitest';
import { analysisOf, foldOf, snapshotsOf } from '../build-page.ts';
import { idsOf, knownOf, lastPage } from './load.ts';
import { samplesOf, sum } from './naive.ts';

// Truth: the target does not answer at first, then with engine 0, then with engines 0 and 1.
const scrapes = snapshotsOf({
  failing: [0, 1],
  series: {
    'vllm:kv_cache_usage_perc{engine="0",model_name="m"}': '_ _ 0.05x8',
    'vllm:generation_tokens_total{engine="0",model_name="m"}': '_ _ 0+10x8',
    'vllm:kv_cache_usage_perc{engine="1",model_name="m"}': '_ _ _x3 0.97x5',
    'vllm:generation_tokens_total{engine="1",model_name="m"}': '_ _ _x3 0+70x5',
  },
});

test('M35: engines are found whenever they appear', () => {
  const naive = sum(samplesOf(lastPage(scrapes), 'vllm:kv_cache_usage_perc')); // Took it for one engine when it was down.
  expect(naive).toBeGreaterThan(1);

  const found = foldOf(scrapes).map((window) => analysisOf(window));
  expect(found.map(({ engine }) => engine.engine)).toEqual(['0', '1']);
  expect(found.map((analysis) => knownOf(analysis, 'kvCacheUsageRatioMax').value)).toEqual([0.05, 0.97]);
  expect(found.map((analysis) => knownOf(analysis, 'generationTokensPerSecond').value)).toEqual([10, 70]);
  expect(found.map((analysis) => idsOf(analysis).includes('engine-appeared'))).toEqual([false, true]);
});

test('M35: while it is down there is no engine, not an empty one', () => {
  expect(foldOf(scrapes.slice(0, 2))).toEqual([]);
});
