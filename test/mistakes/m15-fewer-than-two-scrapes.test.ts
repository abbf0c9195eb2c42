import { expect, test } from 'vitest';
import type { MeasureId } from '../../src/analysis/index.ts';
import { analysisOf, foldOf, snapshotsOf, vllm } from '../build-page.ts';
import { fixtureText, knownOf, only, scrapeAt, unknownOf } from './load.ts';
import { samplesOf, sum } from './naive.ts';

const CHANGES: readonly MeasureId[] = [
  'generationTokensPerSecond',
  'promptTokensPerSecond',
  'completionsPerSecond',
  'firstTokensPerSecond',
  'arrivalsPerSecond',
  'preemptionsPerSecond',
  'prefixCacheHitRatio',
  'ttftSeconds',
  'tpotSeconds',
  'e2eSeconds',
  'ttftSecondsP95',
  'littleDecodingRequests',
  'littleSystemRequests',
];

test('M15: a single scrape tells no rate and no latency: neither 0 nor the lifetime one', () => {
  const page = fixtureText('healthy', 1);
  const total = (part: string) => sum(samplesOf(page, `vllm:time_to_first_token_seconds_${part}`));
  expect(total('sum') / total('count')).toBeCloseTo(0.09); // What a naive reader would show, though it is 1020 requests old.

  const analysis = analysisOf(only(foldOf([scrapeAt(0, page)])));
  expect(Object.fromEntries(CHANGES.map((id) => [id, unknownOf(analysis, id).reason]))).toEqual(
    Object.fromEntries(CHANGES.map((id) => [id, 'one-sample'])),
  );
  expect(knownOf(analysis, 'requestsRunning').value).toBe(8);
});

// Truth: 10 tokens a second, scraped once a minute.
test('M15: a window shorter than the scrape interval reaches back to the scrape before', () => {
  const scrapes = snapshotsOf({ series: { [vllm('generation_tokens_total')]: '0+600x5' }, everySeconds: 60 });
  const lastAt = scrapes.at(-1)?.atSeconds ?? Number.NaN;
  const naive = scrapes.filter(({ atSeconds }) => atSeconds > lastAt - 30); // rate(…[30s])
  expect(naive).toHaveLength(1);

  const analysis = analysisOf(only(foldOf(scrapes, 30)));
  expect([analysis.seconds, analysis.samples]).toEqual([60, 2]);
  expect(knownOf(analysis, 'generationTokensPerSecond').value).toBeCloseTo(10);
});
