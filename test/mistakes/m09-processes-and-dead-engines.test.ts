import { expect, test } from 'vitest';
import { analysisOf, foldOf, snapshotsOf } from '../build-page.ts';
import { idsOf, knownOf, lastPage, only } from './load.ts';
import { samplesOf, sum } from './naive.ts';

const labels = (pid: number) => `{engine="0",model_name="m",pid="${pid}"}`;

// Truth: one engine runs 12 requests at 60 % KV; both API servers show its gauges, the second one only after its first request.
test('M9: gauges that several processes show of one engine are not added', () => {
  const series = Object.fromEntries(
    [1, 2].flatMap((pid) => [
      [`vllm:num_requests_running${labels(pid)}`, pid === 1 ? '12 12 12' : '0 12 12'],
      [`vllm:num_requests_waiting${labels(pid)}`, '0 0 0'],
      [`vllm:kv_cache_usage_perc${labels(pid)}`, '0.6 0.6 0.6'],
      [`vllm:generation_tokens_total${labels(pid)}`, '0 100 200'],
    ]),
  );
  const scrapes = snapshotsOf({ series, everySeconds: 10 });
  const naive = (name: string) => sum(samplesOf(lastPage(scrapes), name));
  expect([naive('vllm:num_requests_running'), naive('vllm:kv_cache_usage_perc')]).toEqual([24, 1.2]);

  const analysis = analysisOf(only(foldOf(scrapes)));
  expect(knownOf(analysis, 'requestsRunning').value).toBe(12);
  expect(knownOf(analysis, 'kvCacheUsageRatio').value).toBe(0.6);
  // Each process counts its own requests, so counters do add up.
  expect(knownOf(analysis, 'generationTokensPerSecond').value).toBeCloseTo(20);
  expect(idsOf(analysis)).toContain('process-duplicates');
});

// Truth: engine 1 was at 97 % KV and is gone after 3 scrapes; engine 0 is at 5 %.
test('M9: an engine that is gone is no longer shown as full', () => {
  const run = (scrapes: number) =>
    snapshotsOf({
      everySeconds: 10,
      series: {
        'vllm:kv_cache_usage_perc{engine="0",model_name="m"}': `0.05x${scrapes - 1}`,
        'vllm:kv_cache_usage_perc{engine="1",model_name="m"}': `0.97x2 _x${scrapes - 3}`,
      },
    });
  const pages = run(8).flatMap((snapshot) => ('page' in snapshot ? [snapshot.page] : []));
  const naiveMaxOverTime = Math.max(...pages.flatMap((page) => samplesOf(page, 'vllm:kv_cache_usage_perc')));
  expect(naiveMaxOverTime).toBe(0.97);

  const usage = (scrapes: number) =>
    foldOf(run(scrapes), 30).map((window) => {
      const analysis = analysisOf(window);
      return [analysis.engine.engine, knownOf(analysis, 'kvCacheUsageRatioMax').value, idsOf(analysis)];
    });
  expect(usage(5)).toEqual([
    ['0', 0.05, []],
    ['1', naiveMaxOverTime, ['engine-vanished']],
  ]);
  expect(usage(8)).toEqual([['0', 0.05, []]]);
});
