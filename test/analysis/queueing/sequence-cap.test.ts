import { describe, expect, it } from 'vitest';
import { annotationsOf, measuresOf, vllm } from '../../build-page.ts';

const declared = (maxNumSeqs: number) => ({ deployment: { match: {}, engine: { maxNumSeqs } } });
/** Prompts of a hundredth of the cache. */
const SHORT_PROMPTS = {
  [vllm('request_prompt_tokens_sum')]: '0+1000x5',
  [vllm('request_prompt_tokens_count')]: '0+10x5',
  [vllm('e2e_request_latency_seconds_sum')]: '0+10x5',
  [vllm('e2e_request_latency_seconds_count')]: '0+10x5',
  'vllm:cache_config_info{engine="0",kv_cache_size_tokens="10000"}': '1x5',
};
const capOf = (running: string, waiting: string, usage = '0.4x9', further: Readonly<Record<string, string>> = {}) =>
  measuresOf({
    series: {
      ...further,
      [vllm('num_requests_running')]: running,
      [vllm('num_requests_waiting')]: waiting,
      [vllm('kv_cache_usage_perc')]: usage,
    },
  }).sequenceCap;

it('declared, it is what was declared', () => {
  const { sequenceCap } = measuresOf({ series: { [vllm('num_requests_running')]: '1 1' } }, declared(256));
  expect(sequenceCap).toEqual({ known: true, value: 256, unit: 'requests', annotations: [] });
});

describe('inferred from a flat top while requests wait', () => {
  it('says that it is', () => {
    const cap = capOf('9 16 16 15 16 16', '0 1 1 1 1 1');
    expect(cap).toMatchObject({ value: 16 });
    expect(annotationsOf(cap)).toEqual(['cap-inferred']);
  });

  it.each([
    ['five scrapes with a queue', '9 16 16 16 16 16', '0 1 1 1 1 1', true],
    ['only four', '9 16 16 16 16 16', '0 1 1 1 1 0', false],
    ['half of them at the top', '9 16 16 16 15 15 14', '0 1 1 1 1 1 1', true],
    ['fewer than half', '9 16 16 15 15 15 14', '0 1 1 1 1 1 1', false],
    ['a stalled engine, flat at nothing', '0x9', '3x9', false],
    ['a top while nothing waits is no cap', '16 16 16 16 16 16', '0 0 0 0 0 0', false],
  ])('%s', (_, running, waiting, known) => {
    expect(capOf(running, waiting).known).toBe(known);
  });
});

describe('refused when the KV cache may be what stops admissions', () => {
  it.each([
    ['it has room', '0.89x5', true],
    ['it was 90 % full once', '0.5 0.9 0.5 0.5 0.5 0.5', false],
    ['its use is not exposed', '_x6', false],
  ])('%s', (_, usage, known) => {
    expect(capOf('16x5', '1x5', usage, SHORT_PROMPTS).known).toBe(known);
  });

  it('nobody tells how large prompts are, and half of it is used', () => {
    expect(capOf('16x5', '1x5', '0.5x5').known).toBe(false);
    expect(capOf('16x5', '1x5', '0.49x5').known).toBe(true);
  });

  it('prompts of a third of it find no room at 70 %', () => {
    const series = {
      [vllm('num_requests_running')]: '3x5',
      [vllm('num_requests_waiting')]: '1x5',
      [vllm('kv_cache_usage_perc')]: '0.7x5',
      [vllm('request_prompt_tokens_sum')]: '0+1000x5',
      [vllm('request_prompt_tokens_count')]: '0+3x5',
      [vllm('e2e_request_latency_seconds_sum')]: '0+3x5',
      [vllm('e2e_request_latency_seconds_count')]: '0+3x5',
    };
    const config = (tokens: number) => ({
      [`vllm:cache_config_info{engine="0",kv_cache_size_tokens="${tokens}"}`]: '1x5',
    });
    expect(measuresOf({ series: { ...series, ...config(1000) } }).sequenceCap.known).toBe(false);
    expect(measuresOf({ series: { ...series, ...config(2000) } }).sequenceCap).toMatchObject({ value: 3 });
  });

  it('the reason names the setting that would tell', () => {
    expect(capOf('1 1', '0 0')).toMatchObject({ known: false, reason: 'not-declared' });
  });
});

it('scrapes that lack a gauge are no evidence: absent is not 0 running', () => {
  // Six scrapes with a queue and 4 running, then nine at which running is not exposed.
  expect(capOf('4x6 _x9', '3x15', '0.4x15')).toMatchObject({ value: 4 });
});
