import { expect, test } from 'vitest';
import { analysisOf } from '../build-page.ts';
import { fixtureText, knownOf, windowsBetween } from './load.ts';
import { histogramQuantile, samplesOf } from './naive.ts';

// Truth: 1000 chat requests took 90 ms to their first token, 100 embeddings 10 ms.
test('M5: buckets of different models are never mixed', () => {
  const page = fixtureText('two_models', 1);
  const buckets = samplesOf(page, 'vllm:time_to_first_token_seconds_bucket');
  const edges = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1];
  const tail = Array.from({ length: buckets.length - edges.length }, () => Number.POSITIVE_INFINITY);
  // Keyed by le, the last series written wins: the embeddings'.
  const lastWins = edges.map((_, i) => buckets[buckets.length / 2 + i] ?? 0);
  const naive = histogramQuantile(0.5, { edges: [...edges, ...tail], cumulative: lastWins });
  expect(naive).toBeLessThan(0.011);

  const nothingCounted = page.replace(/^(vllm:time_to_first_token.*) \S+$/gm, '$1 0.0');
  const [chat, embedding] = windowsBetween(nothingCounted, page).map((window) => analysisOf(window));
  if (!chat || !embedding) throw new Error('a model is missing');
  expect([chat, embedding].map(({ engine }) => engine.model)).toEqual(['llama-8b', 'bge-m3']);
  expect(knownOf(chat, 'ttftSeconds').value).toBeCloseTo(0.09);
  expect(knownOf(chat, 'ttftSecondsP50').low).toBeLessThanOrEqual(0.09);
  expect(knownOf(chat, 'ttftSecondsP50').high).toBeGreaterThanOrEqual(0.09);
  expect(knownOf(embedding, 'ttftSeconds').value).toBeCloseTo(0.01);
  expect(knownOf(embedding, 'ttftSecondsP50').high).toBeCloseTo(0.01);
});
