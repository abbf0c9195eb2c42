import { expect, test } from 'vitest';
import { renderText } from '../../src/report/index.ts';
import { fixtureAnalyses, fixtureText, fixtureWindows, fullLimits, knownOf, reportOf } from './load.ts';
import { samplesOf } from './naive.ts';

// Truth: engine 1 has 7 waiting at 97 % KV and admits 1/s; engine 0, first on the page, idles along.
test('M2: the engine in trouble is found wherever it stands on the page', () => {
  const page = fixtureText('dp2_hot_engine1', 1);
  const [naiveKv] = samplesOf(page, 'vllm:kv_cache_usage_perc');
  const [naiveWaiting] = samplesOf(page, 'vllm:num_requests_waiting');
  expect([naiveKv, naiveWaiting]).toEqual([0.05, 0]);

  const report = reportOf(fixtureWindows('dp2_hot_engine1'));
  expect(report.engines.map((engine) => [engine.engine, fullLimits(engine)])).toEqual([
    ['1', ['KV cache']],
    ['0', []],
  ]);
  expect(renderText(report, { top: 1 })).toContain('97 %');

  const hot = fixtureAnalyses('dp2_hot_engine1')[1];
  if (!hot) throw new Error('one engine is missing');
  expect(knownOf(hot, 'requestsWaiting').value).toBe(7);
  expect(knownOf(hot, 'waitForecastSeconds').value).toBeCloseTo(7);
});
