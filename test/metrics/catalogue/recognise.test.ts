import { describe, expect, test } from 'vitest';
import { isEngineMetric, recognise } from '../../../src/metrics/catalogue/index.ts';
import { PAGES, pageText, sampleNames } from './pages.ts';

test.each([
  ['vllm:generation_tokens_total', 'generationTokens', 'value'],
  ['vllm:generation_tokens', 'generationTokens', 'value'],
  ['vllm:generation_tokens_created', 'generationTokens', 'created'],
  ['vllm_generation_tokens_total', 'generationTokens', 'value'],
  ['ray_vllm_generation_tokens_total', 'generationTokens', 'value'],
  ['ray_vllm:generation_tokens', 'generationTokens', 'value'],
  ['vllm:num_requests_running', 'requestsRunning', 'value'],
  ['ray_vllm_num_requests_waiting', 'requestsWaiting', 'value'],
  ['vllm:gpu_cache_usage_perc', 'kvCacheUsageRatio', 'value'],
  ['vllm:kv_cache_usage_perc', 'kvCacheUsageRatio', 'value'],
  ['vllm:gpu_prefix_cache_hits_total', 'prefixCacheHitTokens', 'value'],
  ['vllm:time_per_output_token_seconds_sum', 'itlSeconds', 'sum'],
  ['vllm:inter_token_latency_seconds_bucket', 'itlSeconds', 'bucket'],
  ['vllm:request_time_per_output_token_seconds_count', 'tpotSeconds', 'count'],
  ['vllm:time_to_first_token_seconds_created', 'ttftSeconds', 'created'],
  ['vllm:iteration_tokens_total_bucket', 'iterationTokens', 'bucket'],
  ['ray_vllm_iteration_tokens_total_count', 'iterationTokens', 'count'],
  ['vllm:iteration_tokens_total_created', 'iterationTokens', 'created'],
  ['vllm:kv_offload_total_bytes_total', 'offloadTransferBytes', 'value'],
  ['vllm:mooncake_store_operation_total', 'mooncakeOperations', 'value'],
  ['vllm:mooncake_store_operation_bytes_total', 'mooncakeOperationBytes', 'value'],
  ['vllm:estimated_flops_per_gpu_total', 'flopPerGpu', 'value'],
  ['vllm:cache_config_info', 'cacheConfig', 'value'],
])('%s is %s, %s', (sampleName, meaning, part) => {
  expect(recognise(sampleName)).toMatchObject({ meaning, part, definition: { meaning } });
});

test('says under which of the names of a meaning the sample was found', () => {
  expect(recognise('vllm:gpu_cache_usage_perc')?.name).toEqual({
    name: 'gpu_cache_usage_perc',
    since: '0.8.5',
    until: '0.11.2',
  });
  expect(recognise('vllm:kv_cache_usage_perc')?.name).toEqual({ name: 'kv_cache_usage_perc', since: '0.9.2' });
});

test.each([
  ['', false],
  ['http_requests_total', false],
  ['generation_tokens_total', false],
  ['my_vllm:generation_tokens_total', false],
  ['vllm', false],
  ['vllm:', true],
  ['vllm:iteration_tokens_total', true], // a histogram has no sample of its own name
  ['vllm:num_requests_running_total', true],
  ['vllm:num_requests_running_bucket', true],
  ['vllm:generation_tokens_total_total', true],
  ['vllm:generation_tokens_sum', true],
  ['vllm:constructor', true],
  ['ray_vllm_something_new_total', true],
])('%j is not recognised; an engine metric: %j', (sampleName, isEngines) => {
  expect(recognise(sampleName)).toBeUndefined();
  expect(isEngineMetric(sampleName)).toBe(isEngines);
});

describe.each(PAGES)('the real page %s', (page) => {
  const text = pageText(page);
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, family, type]) => [family, type]));
  const names = sampleNames(text).filter(isEngineMetric);

  test('holds no unknown name', () => {
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name) => !recognise(name))).toEqual([]);
  });

  test('has the kinds that the catalogue says', () => {
    const wrong = names.filter((name) => {
      const found = recognise(name);
      const type = types.get(name) ?? types.get(name.replace(/_(bucket|sum|count)$/, ''));
      if (found?.part === 'created') return type !== 'gauge';
      return type !== (found?.definition.kind === 'info' ? 'gauge' : found?.definition.kind);
    });
    expect(wrong).toEqual([]);
  });

  test('divides each metric by the labels that the catalogue says', () => {
    const ofEngine = ['model_name', 'engine', 'le'];
    const labelsOf = (line: string) => [...line.matchAll(/[{,](\w+)="/g)].map(([, label]) => label ?? '');
    const wrong = text.split('\n').filter((line) => {
      const found = recognise(/^[\w:]+/.exec(line)?.[0] ?? '');
      if (!found || found.definition.kind === 'info') return false;
      const own = labelsOf(line).filter((label) => !ofEngine.includes(label));
      return own.sort().join() !== [...found.definition.labels].sort().join();
    });
    expect(wrong).toEqual([]);
  });
});
