import { expect, test } from 'vitest';
import { formatUnknown } from '../../src/quantities/index.ts';
import { renderText } from '../../src/report/index.ts';
import { analysisOf } from '../build-page.ts';
import { fixtureText, fixtureWindows, knownOf, only, reportOf, unknownOf, windowsBetween } from './load.ts';
import { samplesOf, sum } from './naive.ts';

const KV = 'vllm:kv_cache_usage_perc';

// Truth: the engine does not export its KV cache usage.
test('M32: a metric that is not there is unknown by name, not 0', () => {
  const without = (scrape: 0 | 1) => fixtureText('healthy', scrape).replace(/^.*kv_cache_usage_perc.*\n/gm, '');
  const naive = sum(samplesOf(without(1), KV));
  expect(naive).toBe(0);

  const windows = windowsBetween(without(0), without(1));
  const { reason, missing } = unknownOf(analysisOf(only(windows)), 'kvCacheUsageRatio');
  expect([reason, missing]).toEqual(['not-exported', [KV]]);

  const report = reportOf(windows);
  expect(only(report.engines).measures['kvCacheUsageRatio']).toEqual({ known: false, reason, missing: [KV] });
  const row = renderText(report)
    .split('\n')
    .find((line) => line.trim().startsWith('KV cache'));
  expect(row).toContain(formatUnknown(reason, missing));
  expect(row).not.toMatch(/\d/);
});

test('M32: a counter that only moves with an option is off, not a measured 0', () => {
  const off = 'vllm:prefix_cache_queries_total{engine="0",model_name="m"} 0\n';
  const page = (tokens: number) => `vllm:prompt_tokens_total{engine="0",model_name="m"} ${tokens}\n${off}`;
  const analysis = analysisOf(only(windowsBetween(page(0), page(900))));
  expect(unknownOf(analysis, 'prefixCacheHitRatio').reason).toBe('feature-off');
  expect(unknownOf(analysis, 'generationTokensPerSecond').missing).toEqual(['vllm:generation_tokens_total']);
});

// Truth: a time to first token of 6 s against an objective of 0.5 s, while the metrics of finished requests are silent.
test('M32: slow first tokens show although nothing else was observed', () => {
  const naiveRate = samplesOf(fixtureText('prefill_bound', 1), 'vllm:prompt_tokens_per_second'); // It never existed.
  expect(naiveRate).toEqual([]);

  const objective = { match: {}, ttftSeconds: 0.5 };
  const windows = fixtureWindows('prefill_bound');
  const analysis = analysisOf(only(windows), { objective });
  expect(knownOf(analysis, 'ttftSeconds').value).toBeCloseTo(6);
  expect(knownOf(analysis, 'ttftAttainmentRatio')).toMatchObject({ value: 0, high: 0 });
  expect(unknownOf(analysis, 'e2eSeconds').reason).toBe('no-traffic');
  expect(renderText(reportOf(windows, { objective }))).toContain('TTFT ≤ 500 ms  met by 0 %');
});

// Truth: e2e was 4 s; prefill and decode were not observed.
test('M32: a phase that is unknown has no share of the time', () => {
  const windows = fixtureWindows('healthy');
  expect(unknownOf(analysisOf(only(windows)), 'prefillSeconds').reason).toBe('no-traffic');
  const rows = renderText(reportOf(windows)).split('\n');
  expect(rows.find((row) => row.trim().startsWith('prefill'))).not.toMatch(/\d/);
});
