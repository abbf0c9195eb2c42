import { expect, test } from 'vitest';
import { analysisOf, foldOf, vllm, windowOf } from '../build-page.ts';
import { knownOf, only, recording, unknownOf } from './load.ts';

const bySource = (source: string) => `vllm:prompt_tokens_by_source_total{engine="0",model_name="m",source="${source}"}`;

// Truth: of 10 000 prompt tokens a second 500 were computed, the others came from the cache.
test.each([
  ['by source', { [bySource('local_compute')]: '0 5000', [bySource('local_cache_hit')]: '0 95000' }],
  ['prompt less cached', {}],
])('M20: prompt tokens from the cache are no prefill work (%s)', (_, sources) => {
  const prompt = { [vllm('prompt_tokens_total')]: '0 100000', [vllm('prompt_tokens_cached_total')]: '0 95000' };
  const analysis = analysisOf(windowOf({ series: { ...prompt, ...sources }, everySeconds: 10 }));
  const naive = knownOf(analysis, 'promptTokensPerSecond').value;
  expect(naive / 500).toBe(20);

  expect(knownOf(analysis, 'computedPromptTokensPerSecond')).toMatchObject({ value: 500, unit: 'tokensPerSecond' });
  expect(knownOf(analysis, 'prefixCacheHitRatio').value).toBeCloseTo(0.95);
});

test('M20: where nothing tells cached from computed, the work is unknown, not the prompt length', () => {
  const series = { [vllm('prompt_tokens_total')]: '0 100000' };
  const analysis = analysisOf(windowOf({ series, everySeconds: 10 }));
  expect(unknownOf(analysis, 'computedPromptTokensPerSecond').reason).toBe('not-exported');
});

// Truth: e_prefix was recorded with 84 % of its prompt tokens shared.
test('M20: a real engine with shared prefixes', async () => {
  const analysis = analysisOf(only(foldOf(await recording('e_prefix'))));
  const naive = knownOf(analysis, 'promptTokensPerSecond').value;
  const { value } = knownOf(analysis, 'computedPromptTokensPerSecond');
  expect(naive / value).toBeGreaterThan(6);
  expect(1 - value / naive).toBeCloseTo(0.84, 2);
});
