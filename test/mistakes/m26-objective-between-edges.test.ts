import { expect, test } from 'vitest';
import { histogramOf } from '../../src/metrics/window/index.ts';
import { analysisOf, histogram, windowOf } from '../build-page.ts';
import { idsOf, knownOf, only, windowsBetween } from './load.ts';
import { histogramQuantile, samplesOf } from './naive.ts';

const TTFT = 'time_to_first_token_seconds';
const page = (edge: string, within: number, count: number) =>
  [
    ...(['0.5', edge, '+Inf'] as const).map(
      (le, i) => `vllm:${TTFT}_bucket{engine="0",le="${le}",model_name="m"} ${[0, within, count][i] ?? 0}`,
    ),
    `vllm:${TTFT}_sum{engine="0",model_name="m"} ${count}`,
    `vllm:${TTFT}_count{engine="0",model_name="m"} ${count}\n`,
  ].join('\n');

// Truth: 10 requests, 3 of them at 0.26 s and 4 at 0.34 s in the bucket 0.25–0.5 s that holds the objective of 0.3 s.
test('M26: an objective inside a bucket gives an interval that holds the truth', () => {
  const truth = 5 / 10;
  const window = windowOf({ series: histogram(TTFT, [0.25, 0.5], [2, 9, 10], 5) });
  const { count = 0, cumulative = [] } = histogramOf(window, 'ttftSeconds') ?? {};
  const naiveAtTheEdges = cumulative.map((atMost) => atMost / count);
  expect(naiveAtTheEdges).not.toContain(truth);

  const ttft = (ttftSeconds: number) =>
    knownOf(analysisOf(window, { objective: { match: {}, ttftSeconds } }), 'ttftAttainmentRatio');
  expect(ttft(0.3)).toMatchObject({ low: 0.2, high: 0.9 });
  expect(idsOf(ttft(0.3))).toContain('bucket-interval');
  expect(ttft(0.5)).toMatchObject({ low: 0.9, value: 0.9, high: 0.9 });
  expect(idsOf(ttft(0.5))).not.toContain('bucket-interval');
});

// Truth: 6 of the 10 requests of the window took at most 1 s; an upgrade of the client library changed how 1 is spelt.
test.each([
  ['1.0', '1'],
  ['1', '1.0'],
  ['1', '1e0'],
])('M26: le="%s" and le="%s" are the same edge', (before, after) => {
  const naive = samplesOf(page(after, 8, 15), `vllm:${TTFT}_bucket`, { le: before }); // Looked up by its text.
  expect(naive).toEqual([]);

  const window = only(windowsBetween(page(before, 2, 5), page(after, 8, 15)));
  const analysis = analysisOf(window, { objective: { match: {}, ttftSeconds: 1 } });
  expect(knownOf(analysis, 'ttftAttainmentRatio')).toMatchObject({ low: 0.6, value: 0.6, high: 0.6 });
  expect(idsOf(analysis)).not.toContain('bucket-layout-changed');
});

// Truth: half of 10 requests took 3000 s or longer.
test('M26: a percentile above the last finite edge starts there', () => {
  const series = histogram(TTFT, [640, 2560], [5, 5, 10], 5 * 100 + 5 * 3000);
  const window = windowOf({ series });
  const ttft = histogramOf(window, 'ttftSeconds');
  const naive = ttft ? histogramQuantile(0.99, ttft) : Number.NaN;
  expect(naive).toBe(2560);

  const p99 = knownOf(analysisOf(window), 'ttftSecondsP99');
  expect(p99.low).toBe(2560);
  expect(p99.value).toBeGreaterThanOrEqual(2560);
  expect(p99.high ?? Infinity).toBeGreaterThanOrEqual(3000);
  expect(idsOf(p99)).toContain('bucket-unresolved');
});
