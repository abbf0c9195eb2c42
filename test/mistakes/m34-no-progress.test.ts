import { expect, test } from 'vitest';
import { analysisOf } from '../build-page.ts';
import { fixtureText, fixtureWindows, fullLimits, idsOf, only, reportOf, windowsBetween } from './load.ts';
import { samplesOf, sum } from './naive.ts';

const asleep = fixtureText('real_overload', 1)
  .replace(/^(vllm:num_requests_\w+\{.*) \S+$/gm, '$1 0.0')
  .replace(/^(vllm:engine_sleep_state\{.*"awake"\}) \S+$/m, '$1 0.0')
  .replace(/^(vllm:engine_sleep_state\{.*"discard_all"\}) \S+$/m, '$1 1.0');

const CASES = [
  ['engine-hung', fixtureWindows('stale_gauges')],
  ['engine-stalled', fixtureWindows('livelock')],
  ['engine-asleep', windowsBetween(asleep, asleep)],
] as const;

// Truth: no counter of any of the three moves; the KV cache limits none of them.
test.each(CASES)('M34: %s is said as such, and not as KV cache pressure', (condition, windows) => {
  const conditions: readonly string[] = [...CASES.map(([id]) => id), 'engine-idle'];
  const said = idsOf(analysisOf(only(windows))).filter((id) => conditions.includes(id));
  expect(said).toEqual([condition]);
  expect(fullLimits(only(reportOf(windows).engines))).toEqual([]);
});

test('M34: the gauges alone would say KV cache pressure', () => {
  const page = fixtureText('stale_gauges', 1);
  const kv = sum(samplesOf(page, 'vllm:kv_cache_usage_perc'));
  const waiting = sum(samplesOf(page, 'vllm:num_requests_waiting'));
  expect(kv > 0.9 && waiting > 0).toBe(true);
});
