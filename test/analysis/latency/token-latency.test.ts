import { describe, expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf, vllm } from '../../build-page.ts';

/** 10 finished, of which 4 have one output token and so 0 s per token; the other 6 add up to 0.75 s. */
const tpot = histogram('request_time_per_output_token_seconds', [0.05, 0.1], [4, 7, 10], 0.75);
const outputs = histogram('request_generation_tokens', [1, 2], [4, 6, 10], 110);

it('TTFT and ITL are means of what was observed', () => {
  const measures = measuresOf({
    series: {
      ...histogram('time_to_first_token_seconds', [1], [1, 4], 6),
      ...histogram('inter_token_latency_seconds', [1], [1, 40], 2),
      [vllm('num_preemptions_total')]: '0 1',
    },
  });
  expect(measures.ttftSeconds).toMatchObject({ value: 1.5, annotations: [] });
  expect(measures.itlSeconds).toMatchObject({ value: 0.05 });
  expect(annotationsOf(measures.itlSeconds)).toEqual(['preemption-included']);
});

describe('TPOT', () => {
  it('leaves the zeros of one-token outputs out, and says so', () => {
    const { tpotSeconds } = measuresOf({ series: { ...tpot, ...outputs } });
    expect(tpotSeconds).toMatchObject({ value: 0.125 }); // 0.75 / 6, not 0.75 / 10
    expect(annotationsOf(tpotSeconds)).toEqual(['one-token-outputs-excluded']);
  });

  it('only one-token outputs: no such time', () => {
    const zeros = histogram('request_time_per_output_token_seconds', [0.05], [4, 4], 0);
    const ones = histogram('request_generation_tokens', [1], [4, 4], 4);
    const measures = measuresOf({ series: { ...zeros, ...ones } });
    expect(measures.tpotSeconds).toMatchObject({ known: false, reason: 'no-traffic' });
    expect(measures.tpotSecondsP50).toMatchObject({ known: false, reason: 'no-traffic' });
  });

  it('without the lengths the zeros cannot be told: unknown, and no mean with zeros in it', () => {
    const measures = measuresOf({ series: tpot });
    expect(measures.tpotSeconds.known).toBe(false);
    expect(measures.tpotSecondsP50).toMatchObject({ known: false, reason: 'not-observable' });
  });

  it('lengths without an edge at 1 do not tell the zeros either: decode time per token, and no percentile', () => {
    const coarse = histogram('request_generation_tokens', [5, 50], [4, 6, 10], 110);
    const decode = histogram('request_decode_time_seconds', [1], [10, 10], 5);
    const measures = measuresOf({ series: { ...tpot, ...coarse, ...decode } });
    expect(measures.tpotSeconds).toMatchObject({ value: 0.05 });
    expect(annotationsOf(measures.tpotSeconds)).toEqual(['token-weighted']);
    expect(measures.tpotSecondsP50).toMatchObject({ known: false, reason: 'not-observable' });
  });

  it('unless no output is as short as their first edge', () => {
    const long = histogram('request_generation_tokens', [5, 50], [0, 6, 10], 110);
    expect(measuresOf({ series: { ...tpot, ...long } }).tpotSeconds).toMatchObject({ value: 0.075, annotations: [] });
  });

  it('before vLLM 0.11: decode time per token, which weighs long outputs more', () => {
    // Σdecode 5 s over 110 tokens − 10 requests.
    const decode = histogram('request_decode_time_seconds', [1], [10, 10], 5);
    const { tpotSeconds } = measuresOf({ series: { ...decode, ...outputs } });
    expect(tpotSeconds).toMatchObject({ value: 0.05 });
    expect(annotationsOf(tpotSeconds)).toEqual(['token-weighted']);
  });

  it('then too, one-token outputs have no such time', () => {
    const decode = histogram('request_decode_time_seconds', [1], [4, 4], 0);
    const ones = histogram('request_generation_tokens', [1], [4, 4], 4);
    expect(measuresOf({ series: { ...decode, ...ones } }).tpotSeconds).toMatchObject({ reason: 'no-traffic' });
  });

  it('nothing finished: unknown for want of traffic, and no fallback', () => {
    const none = histogram('request_time_per_output_token_seconds', [0.05], [0, 0], 0);
    expect(measuresOf({ series: none }).tpotSeconds).toMatchObject({ reason: 'no-traffic' });
  });
});
