import { expect, test } from 'vitest';
import { analysisOf, foldOf, snapshotsOf } from '../build-page.ts';
import { fixtureAnalyses, knownOf, lastPage, unknownOf } from './load.ts';
import { samplesOf } from './naive.ts';

// Truth: the old version served 1000 prompt tokens and does not count cached ones; the new one served 2000 of 4000 from cache.
const PROMPT = 'vllm:prompt_tokens_total';
const CACHED = 'vllm:prompt_tokens_cached_total';

test.each([
  ['version', 'v1', 'v2'],
  ['model_name', 'llama', 'bge'],
  ['job', 'blue', 'green'],
])('M37: series that differ by %s are never merged, and a ratio is of one identity', (label, before, after) => {
  const fixed = label === 'model_name' ? '' : ',model_name="m"';
  const series = {
    [`${PROMPT}{engine="0",${label}="${before}"${fixed}}`]: '0 1000',
    [`${PROMPT}{engine="0",${label}="${after}"${fixed}}`]: '0 4000',
    [`${CACHED}{engine="0",${label}="${after}"${fixed}}`]: '0 2000',
  };
  const scrapes = snapshotsOf({ series, everySeconds: 10 });
  const firstMatch = (name: string) => samplesOf(lastPage(scrapes), name)[0] ?? Number.NaN;
  const naive = firstMatch(CACHED) / firstMatch(PROMPT);
  expect(naive).toBe(2);

  const [first, second, ...more] = foldOf(scrapes).map((window) => analysisOf(window));
  if (!first || !second) throw new Error('an engine is missing');
  expect(more).toEqual([]);
  expect([first, second].map(({ engine }) => (label === 'model_name' ? engine.model : engine.labels[label]))).toEqual([
    before,
    after,
  ]);
  expect(knownOf(first, 'promptTokensPerSecond').value).toBe(100);
  expect(unknownOf(first, 'prefixCacheHitRatio').reason).toBe('not-exported');
  expect(knownOf(second, 'promptTokensPerSecond').value).toBe(400);
  expect(knownOf(second, 'prefixCacheHitRatio').value).toBe(0.5);
});

// Truth: the chat model runs 20 requests at 30 % KV; the embedding model runs none.
test('M37: an embedding model beside a chat model stays apart', () => {
  const [chat, embedding] = fixtureAnalyses('two_models');
  if (!chat || !embedding) throw new Error('an engine is missing');
  expect([chat.engine.model, embedding.engine.model]).toEqual(['llama-8b', 'bge-m3']);
  expect([chat, embedding].map((one) => knownOf(one, 'requestsRunning').value)).toEqual([20, 0]);
  expect([chat, embedding].map((one) => knownOf(one, 'kvCacheUsageRatio').value)).toEqual([0.3, 0]);
});
