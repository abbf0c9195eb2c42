import { describe, expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf, vllm } from '../../build-page.ts';

/**
 * 50 requests finish in T = 100 s, X = 0.5/s. Each stayed W = 10 s: 1 queued, 1 prefill, 7.5 decode, so 0.5 front end.
 * X·W = 5; the gauges miss at least X·0.5 = 0.25 and at most X·1.5 = 0.75 requests.
 */
function residual(running: string, further: Record<string, string> = {}) {
  const measured = measuresOf({
    everySeconds: 100,
    series: {
      ...histogram('e2e_request_latency_seconds', [20], [50, 50], 500),
      ...histogram('request_queue_time_seconds', [20], [50, 50], 50),
      ...histogram('request_prefill_time_seconds', [20], [50, 50], 50),
      ...histogram('request_decode_time_seconds', [20], [50, 50], 375),
      [vllm('request_success_total')]: '0 50',
      [vllm('num_requests_running')]: running,
      [vllm('num_requests_waiting')]: '0 0',
      ...further,
    },
  }).littleResidualRatio;
  if (!measured.known) throw new Error(measured.reason);
  const { ramp = NaN, blindFirstStep = NaN, unexplained = NaN } = measured.parts ?? {};
  expect(ramp + blindFirstStep + unexplained).toBeCloseTo(measured.value, 12); // always add up
  return { value: measured.value, ramp, blindFirstStep, unexplained, ids: annotationsOf(measured) };
}

describe('residual = ramp + blind first step + unexplained', () => {
  it('what the gauges miss lies within the first step: nothing unexplained', () => {
    const { value, ramp, blindFirstStep, unexplained } = residual('4.4 4.4');
    expect(value).toBeCloseTo(-0.6 / 4.4, 12);
    expect([ramp, unexplained]).toEqual([0, expect.closeTo(0, 12)]);
    expect(blindFirstStep).toBeCloseTo(-0.6 / 4.4, 12);
  });

  it('they miss more than the first step: the rest is unexplained', () => {
    const { value, blindFirstStep, unexplained } = residual('4 4');
    expect(value).toBeCloseTo(-1 / 4, 12);
    expect(blindFirstStep).toBeCloseTo(-0.75 / 4, 12);
    expect(unexplained).toBeCloseTo(-0.25 / 4, 12);
  });

  it('they miss nothing, though the front end is always unseen', () => {
    const { value, blindFirstStep, unexplained } = residual('5 5');
    expect(value).toBeCloseTo(0, 12);
    expect(blindFirstStep).toBeCloseTo(-0.25 / 5, 12);
    expect(unexplained).toBeCloseTo(0.25 / 5, 12);
  });

  it('a ramp: those present at the end are in L and not yet in X·W', () => {
    // From 0 to 10: L = 5, λ = (50 + 10)/100, ramp = (10² − 0²)/(2·0.6·100) = 5/6 requests, of L a sixth.
    const { ramp, ids } = residual('0 10');
    expect(ramp).toBeCloseTo(1 / 6, 12);
    expect(ids).toContain('ramp');
  });

  it('a queue that drains ramps the other way', () => {
    // λ = (50 − 10)/100, ramp = −10²/(2·0.4·100) = −1.25 requests of L = 5.
    expect(residual('10 0').ramp).toBeCloseTo(-0.25, 12);
  });

  it('preemption is named', () => {
    expect(residual('5 5', { [vllm('num_preemptions_total')]: '0 3' }).ids).toContain('preemption-included');
  });
});

it('is unknown in an idle window', () => {
  const series = {
    ...Object.assign(
      {},
      ...['e2e_request_latency', 'request_queue_time', 'request_prefill_time', 'request_decode_time'].map((name) =>
        histogram(`${name}_seconds`, [1], [0, 0], 0),
      ),
    ),
    [vllm('request_success_total')]: '5 5',
    [vllm('num_requests_running')]: '0 0',
    [vllm('num_requests_waiting')]: '0 0',
  } as Record<string, string>;
  expect(measuresOf({ series }).littleResidualRatio).toMatchObject({ known: false, reason: 'no-traffic' });
});

it('is unknown when requests came and went between the scrapes: there is no L to compare with', () => {
  const phase = (name: string, sum: number) => histogram(`${name}_seconds`, [1], [5, 5], sum);
  const series = {
    ...phase('e2e_request_latency', 0.05),
    ...phase('request_queue_time', 0),
    ...phase('request_prefill_time', 0.01),
    ...phase('request_decode_time', 0.02),
    [vllm('request_success_total')]: '0 5',
    [vllm('num_requests_running')]: '0 0',
    [vllm('num_requests_waiting')]: '0 0',
  };
  expect(measuresOf({ series }).littleResidualRatio).toMatchObject({ known: false, reason: 'no-traffic' });
});
