import { describe, expect, it } from 'vitest';
import { annotationsOf, measuresOf, vllm } from '../../build-page.ts';

const USAGE = vllm('kv_cache_usage_perc');
const RUNNING = vllm('num_requests_running');
const config = (labels: string) => ({ [`vllm:cache_config_info{engine="0",${labels}}`]: '1 1' });

it('share in use, capacity and the tokens that live in it', () => {
  const measures = measuresOf({
    series: { [USAGE]: '0.2 0.6', [RUNNING]: '4 4', ...config('kv_cache_size_tokens="10000",num_gpu_blocks="9"') },
  });
  expect(measures.kvCacheUsageRatio).toMatchObject({ value: 0.4, unit: 'ratio' });
  expect(measures.kvCacheUsageRatioMax).toMatchObject({ value: 0.6, low: 0.6, unit: 'ratio' });
  expect(measures.kvCacheCapacityTokens).toMatchObject({ value: 10_000, annotations: [] });
  // Blocks count whole even when partly filled: an upper bound.
  expect(measures.residentTokens).toMatchObject({ value: 4000, high: 4000 });
  expect(measures.residentTokensPerRequest).toMatchObject({ value: 1000, high: 1000 });
  expect(annotationsOf(measures.residentTokens)).toContain('block-rounded');
});

describe('capacity', () => {
  it.each([
    ['blocks × block size before vLLM 0.24', 'num_gpu_blocks="100",block_size="16"'],
    ['also where the newer label says nothing', 'kv_cache_size_tokens="None",num_gpu_blocks="100",block_size="16"'],
  ])('%s, which overstates hybrid models', (_, labels) => {
    const { kvCacheCapacityTokens } = measuresOf({ series: { [USAGE]: '0 0', ...config(labels) } });
    expect(kvCacheCapacityTokens).toMatchObject({ value: 1600 });
    expect(annotationsOf(kvCacheCapacityTokens)).toEqual(['hybrid-cache-unknown']);
  });

  it('is still known when the last page lacks the configuration', () => {
    const series = { [USAGE]: '0 0 0', 'vllm:cache_config_info{engine="0",kv_cache_size_tokens="9"}': '1 1 _' };
    expect(measuresOf({ series }).kvCacheCapacityTokens).toMatchObject({ value: 9 });
  });

  it.each([
    ['no block count', config('num_gpu_blocks="None",block_size="16"')],
    ['no configuration', {}],
  ])('unknown with %s', (_, series) => {
    const { kvCacheCapacityTokens } = measuresOf({ series: { [USAGE]: '0 0', ...series } });
    expect(kvCacheCapacityTokens).toMatchObject({ known: false, reason: 'not-exported' });
  });
});

describe('a share outside 0–1 is an instrument fault, never clamped', () => {
  it.each([
    ['0.5 1.2', false],
    ['-0.1 0.5', false],
    ['0 1', true],
  ])('%s', (usage, known) => {
    const measures = measuresOf({
      series: { [USAGE]: usage, [RUNNING]: '1 1', ...config('kv_cache_size_tokens="9"') },
    });
    const ids = ['kvCacheUsageRatio', 'kvCacheUsageRatioMax', 'residentTokens', 'residentTokensPerRequest'] as const;
    for (const id of ids) {
      if (known) expect(measures[id].known).toBe(true);
      else expect(measures[id]).toMatchObject({ known: false, reason: 'instrument-fault' });
    }
  });
});

it('nobody runs: nothing to divide by', () => {
  const series = { [USAGE]: '0 0', [RUNNING]: '0 0', ...config('kv_cache_size_tokens="9"') };
  const measures = measuresOf({ series });
  expect(measures.residentTokens).toMatchObject({ value: 0 });
  expect(measures.residentTokensPerRequest).toMatchObject({ known: false, reason: 'no-traffic' });
});
