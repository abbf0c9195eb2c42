import { describe, expect, it } from 'vitest';
import { anchorNames, metricNames, unrecognisedAmong } from '../../../src/sources/prometheus-api/metric-names.ts';

describe('the names of a number', () => {
  it('are the newest first, in whatever order the server lists them', () => {
    const old = 'vllm:gpu_cache_usage_perc';
    const present = 'vllm:kv_cache_usage_perc';
    for (const names of [
      [old, present],
      [present, old],
    ]) {
      expect(metricNames(names)('kvCacheUsageRatio', 'value')).toEqual([present, old]);
    }
  });

  it.each(['vllm:', 'vllm_', 'ray_vllm_', 'ray_vllm:'])('begin with %s', (prefix) => {
    expect(metricNames([`${prefix}num_requests_running`])('requestsRunning', 'value')).toEqual([
      `${prefix}num_requests_running`,
    ]);
  });

  it('of a counter end in _total, or not', () => {
    for (const name of ['vllm:generation_tokens_total', 'vllm:generation_tokens']) {
      expect(metricNames([name])('generationTokens', 'value')).toEqual([name]);
    }
  });

  it('of a histogram are those of its parts', () => {
    const names = metricNames([
      'vllm:inter_token_latency_seconds_bucket',
      'vllm:time_per_output_token_seconds_bucket',
      'vllm:time_per_output_token_seconds_sum',
    ]);
    expect(names('itlSeconds', 'bucket')).toEqual([
      'vllm:inter_token_latency_seconds_bucket',
      'vllm:time_per_output_token_seconds_bucket',
    ]);
    expect(names('itlSeconds', 'sum')).toEqual(['vllm:time_per_output_token_seconds_sum']);
    expect(names('itlSeconds', 'count')).toEqual([]);
  });

  it('are none where only the time of its creation is there', () => {
    expect(metricNames(['vllm:generation_tokens_created'])('generationTokens', 'value')).toEqual([]);
  });

  it('are none where only foreign metrics are there', () => {
    expect(metricNames(['up', 'generation_tokens_total', 'other_vllm:x'])('generationTokens', 'value')).toEqual([]);
  });
});

describe('the name by which engines are known', () => {
  it('is the counter of output tokens', () => {
    expect(anchorNames(metricNames(['vllm:num_requests_running', 'vllm:generation_tokens_total']))).toEqual([
      'vllm:generation_tokens_total',
    ]);
  });

  it('is the gauge of running requests where a Prometheus keeps no counters', () => {
    expect(anchorNames(metricNames(['vllm:num_requests_running', 'vllm:num_requests_waiting']))).toEqual([
      'vllm:num_requests_running',
    ]);
  });

  it('is none without either', () => {
    expect(anchorNames(metricNames(['vllm:prompt_tokens_total']))).toEqual([]);
  });
});

it('names that the catalogue does not know are told, those of others are not', () => {
  expect(unrecognisedAmong(['vllm:brand_new', 'ray_vllm_new', 'vllm:num_requests_running', 'up'])).toEqual([
    'vllm:brand_new',
    'ray_vllm_new',
  ]);
});
