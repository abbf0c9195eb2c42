import { expect, test } from 'vitest';
import { analysisOf, foldOf, vllm, windowOf } from '../build-page.ts';
import { fixtureAnalyses, fixtureText, knownOf, only, scrapeAt } from './load.ts';
import { samplesOf, sum } from './naive.ts';

// Truth: after a bad start, the 100 requests of this window got their first token in 90 ms.
test('M10: a mean is over the window, not since the engine booted', () => {
  const page = fixtureText('recovered', 1);
  const total = (part: string) => sum(samplesOf(page, `vllm:time_to_first_token_seconds_${part}`));
  const naive = total('sum') / total('count');
  expect(naive).toBeGreaterThan(5);

  const ttft = knownOf(only(fixtureAnalyses('recovered')), 'ttftSeconds');
  expect(ttft.value).toBeCloseTo(0.09);
  expect(knownOf(only(fixtureAnalyses('recovered')), 'ttftSecondsP99').high).toBeLessThan(0.2);
});

// Truth: 10 tokens a second; one page of five came without the counter.
test('M10: a counter that is missing from one page does not come back with its lifetime', () => {
  const series = {
    [vllm('num_requests_running')]: '3x4',
    [vllm('generation_tokens_total')]: '1000000 1000100 _ 1000300 1000400',
  };
  const analysis = analysisOf(windowOf({ series, everySeconds: 10 }));
  expect(knownOf(analysis, 'generationTokensPerSecond').value).toBeLessThanOrEqual(10);
});

// Truth: 20 requests in 20 s; the page between was cut short on its way.
test('M10: a page that was cut short does not make lifetime counts an increase', () => {
  const pages = [fixtureText('healthy', 0), fixtureText('healthy', 0).slice(0, 400), fixtureText('healthy', 1)];
  const analysis = analysisOf(only(foldOf(pages.map((text, i) => scrapeAt(10 * i, text)))));
  expect(knownOf(analysis, 'completionsPerSecond').value).toBeLessThanOrEqual(1);
});
