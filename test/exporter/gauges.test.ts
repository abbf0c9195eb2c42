import { expect, it } from 'vitest';
import { MEASURES } from '../../src/analysis/index.ts';
import { GAUGES } from '../../src/exporter/index.ts';
import { UNITS } from '../../src/quantities/index.ts';

it.each([
  ['queueSeconds', 'ridgeline_queue_seconds'],
  ['e2eSeconds', 'ridgeline_e2e_seconds'],
  ['ttftSecondsP95', 'ridgeline_ttft_p95_seconds'],
  ['kvCacheUsageRatio', 'ridgeline_kv_cache_usage_ratio'],
  ['kvCacheUsageRatioMax', 'ridgeline_kv_cache_usage_max_ratio'],
  ['requestsRunning', 'ridgeline_requests_running'],
  ['requestsRunningMax', 'ridgeline_requests_running_max'],
  ['littleDecodingRequests', 'ridgeline_little_decoding_requests'],
  ['generationTokensPerSecond', 'ridgeline_generation_tokens_per_second'],
  ['arrivalsPerSecond', 'ridgeline_arrivals_per_second'],
  ['residentTokensPerRequest', 'ridgeline_resident_tokens_per_request'],
  ['acceptedTokensPerDraft', 'ridgeline_accepted_tokens_per_draft'],
  ['tokensPerStep', 'ridgeline_tokens_per_step'],
  ['sequenceCap', 'ridgeline_sequence_cap'],
] as const)('%s is %s', (id, name) => {
  expect(GAUGES.get(id)?.name).toBe(name);
});

it('every measure has a name of its own, which ends in its unit', () => {
  expect([...GAUGES.keys()]).toEqual([...MEASURES.keys()]);
  const names = [...GAUGES.values()].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const without = [...MEASURES].filter(
    ([id, { unit }]) => !GAUGES.get(id)?.name.endsWith(UNITS[unit].prometheusSuffix),
  );
  expect(without).toEqual([]);
});

it('a name is one that Prometheus takes for a gauge', () => {
  const odd = [...GAUGES.values()].filter(
    ({ name }) => !/^ridgeline_[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) || /_(total|count|sum|bucket|info)$/.test(name),
  );
  expect(odd).toEqual([]);
});

it('says in its help what it is, in which unit, and which measure', () => {
  expect(GAUGES.get('ttftSecondsP95')?.help).toBe('TTFT p95, in seconds (ttftSecondsP95)');
  expect(GAUGES.get('requestsRunning')?.help).toBe('Running, in requests (requestsRunning)');
  expect(GAUGES.get('busyRatio')?.help).toBe('Busy, as a ratio (busyRatio)');
  expect(GAUGES.get('arrivalsPerSecond')?.help).toBe('Arrivals, in requests per second (arrivalsPerSecond)');
});
