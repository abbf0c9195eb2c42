import { describe, expect, it } from 'vitest';
import { annotationsOf, measuresOf, vllm } from '../../build-page.ts';

const PROMPT = vllm('prompt_tokens_total');
const CACHED = vllm('prompt_tokens_cached_total');
const QUERIES = vllm('prefix_cache_queries_total');
const HITS = vllm('prefix_cache_hits_total');
const caching = (enabled: string) => ({ [`vllm:cache_config_info{enable_prefix_caching="${enabled}"}`]: '1 1' });
const ratioOf = (series: Record<string, string>) => measuresOf({ series }).prefixCacheHitRatio;

it('cached ÷ prompt tokens, not the inflated hits ÷ queries', () => {
  const ratio = ratioOf({ [PROMPT]: '0 200', [CACHED]: '0 150', [QUERIES]: '0 1000', [HITS]: '0 100' });
  expect(ratio).toMatchObject({ value: 0.75, annotations: [] });
});

it('before vLLM 0.16 hits ÷ queries, and it says so', () => {
  const ratio = ratioOf({ [PROMPT]: '0 200', [QUERIES]: '0 1000', [HITS]: '0 100' });
  expect(ratio).toMatchObject({ value: 0.1 });
  expect(annotationsOf(ratio)).toEqual(['hit-ratio-inflated']);
});

describe('off is not 0', () => {
  const still = { [PROMPT]: '0 200', [CACHED]: '0 0', [QUERIES]: '0 0', [HITS]: '0 0' };

  it('declared off by the engine', () => {
    expect(ratioOf({ ...still, ...caching('False') })).toMatchObject({ known: false, reason: 'feature-off' });
  });

  it('not declared, and its counters never moved', () => {
    expect(ratioOf(still)).toMatchObject({ known: false, reason: 'feature-off' });
  });

  it('declared on: a measured zero', () => {
    expect(ratioOf({ ...still, ...caching('True') })).toMatchObject({ known: true, value: 0 });
  });

  it('looked up in vain: a measured zero', () => {
    expect(ratioOf({ ...still, [QUERIES]: '0 200' })).toMatchObject({ known: true, value: 0 });
  });
});

it.each([
  ['no prompt', { [PROMPT]: '5 5', [CACHED]: '1 1' }, 'no-traffic'],
  ['one scrape', { [PROMPT]: '5', [CACHED]: '1' }, 'one-sample'],
  ['no counters', { [PROMPT]: '5 9' }, 'not-exported'],
])('unknown with %s', (_, series, reason) => {
  expect(ratioOf(series)).toMatchObject({ known: false, reason });
});
