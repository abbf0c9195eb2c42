import { expect, test } from 'vitest';
import { fixtureText, fixtureWindows, fullLimits, reportOf } from './load.ts';
import { samplesOf } from './naive.ts';

// Truth: engine 0 holds 97 % of its KV cache and nobody waits; engine 1 has 9 waiting behind 256 running, at 20 % KV.
test('M3: the KV cache of one engine is never blamed for the queue of another', () => {
  const page = fixtureText('dp2_crossed', 1);
  const fullest = Math.max(...samplesOf(page, 'vllm:kv_cache_usage_perc'));
  const longest = Math.max(...samplesOf(page, 'vllm:num_requests_waiting'));
  const naiveSaysKvPressure = fullest >= 0.95 && longest > 0;
  expect(naiveSaysKvPressure).toBe(true);

  const deployment = { match: {}, engine: { maxNumSeqs: 256 } };
  const report = reportOf(fixtureWindows('dp2_crossed'), { deployment });
  const byEngine = new Map(report.engines.map((engine) => [engine.engine, fullLimits(engine)]));
  expect(byEngine.get('0')).toEqual([]);
  expect(byEngine.get('1')).toEqual(['sequence slots']);
});
