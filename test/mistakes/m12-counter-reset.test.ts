import { expect, test } from 'vitest';
import { MEASURES } from '../../src/analysis/index.ts';
import { analysisOf, ENGINE, foldOf, snapshotsOf, vllm } from '../build-page.ts';
import { fixtureAnalyses, fixtureText, idsOf, knownOf, lastPage, only } from './load.ts';
import { samplesOf, sum } from './naive.ts';

const tokens = (scrape: 0 | 1) => sum(samplesOf(fixtureText('restart', scrape), 'vllm:generation_tokens_total'));

// Truth: the new process has made 10 000 tokens since it came up.
test('M12: a restart gives what the new process counted, never a negative rate', () => {
  const naive = (tokens(1) - tokens(0)) / 30;
  expect(naive).toBeLessThan(-10_000);

  const analysis = only(fixtureAnalyses('restart'));
  expect(knownOf(analysis, 'generationTokensPerSecond').value).toBeCloseTo(10_000 / 30);
  expect(knownOf(analysis, 'preemptionsPerSecond').value).toBe(0);
  expect(knownOf(analysis, 'ttftSeconds').value).toBeCloseTo(0.09);
  expect(idsOf(analysis)).toContain('counter-reset');
  const rates = [...MEASURES.keys()].flatMap((id) => (id.endsWith('PerSecond') ? [analysis.measures[id]] : []));
  expect(rates.every((rate) => !rate.known || rate.value >= 0)).toBe(true);
});

// Truth: 900 tokens from 20 requests since the restart; the busier counter overtook its old value before the next scrape.
test.each([
  ['the start time moves', { process_start_time_seconds: '1000 1025' }, '10 20', 20],
  ['another counter fell', {}, '50 20', 20],
])('M12: a counter that overtook its old value is reset with the engine when %s', (_, start, finished, requests) => {
  const series = {
    ...start,
    [vllm('generation_tokens_total')]: '500 900',
    [`vllm:request_success_total${ENGINE.replace('}', ',finished_reason="stop"}')}`]: finished,
  };
  const scrapes = snapshotsOf({ series, everySeconds: 30 });
  const made = (snapshots: typeof scrapes) => sum(samplesOf(lastPage(snapshots), 'vllm:generation_tokens_total'));
  const naive = made(scrapes) - made(scrapes.slice(0, 1)); // It did not fall, so a check of this counter sees no reset.
  expect(naive).toBe(400);

  const analysis = analysisOf(only(foldOf(scrapes)));
  expect(knownOf(analysis, 'generationTokensPerSecond').value).toBeCloseTo(900 / 30);
  expect(knownOf(analysis, 'completionsPerSecond').value).toBeCloseTo(requests / 30);
  expect(idsOf(analysis)).toContain('counter-reset');
});
