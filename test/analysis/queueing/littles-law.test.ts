import { expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf, vllm } from '../../build-page.ts';

const TIMES = [
  ['littleDecodingRequests', 'inter_token_latency_seconds'],
  ['littleFirstTokenRequests', 'time_to_first_token_seconds'],
  ['littleQueuedRequests', 'request_queue_time_seconds'],
  ['littleRunningRequests', 'request_inference_time_seconds'],
  ['littleSystemRequests', 'e2e_request_latency_seconds'],
] as const;

it.each(TIMES)('%s = Δsum / T of %s', (id, name) => {
  // 30 request-seconds spent there in 20 s: 1.5 requests were there on average, whatever the count.
  const measures = measuresOf({ everySeconds: 20, series: histogram(name, [1], [3, 7], 30) });
  expect(measures[id]).toMatchObject({ value: 1.5, unit: 'requests' });
  for (const [other] of TIMES) if (other !== id) expect(measures[other]).toMatchObject({ reason: 'not-exported' });
});

it('nothing observed means nobody spent time there: a measured zero', () => {
  const series = histogram('e2e_request_latency_seconds', [1], [0, 0], 0);
  expect(measuresOf({ series }).littleSystemRequests).toMatchObject({ value: 0 });
});

it('one scrape says nothing', () => {
  const series = histogram('e2e_request_latency_seconds', [1], [5, 5], 9, { steps: 0 });
  expect(measuresOf({ series }).littleSystemRequests).toMatchObject({ reason: 'one-sample' });
});

it('with preemptions, decoding includes their gaps; what was observed at the finish does not say so', () => {
  const series = {
    ...histogram('inter_token_latency_seconds', [1], [3, 7], 30),
    ...histogram('request_queue_time_seconds', [1], [3, 7], 30),
    [vllm('num_preemptions_total')]: '0 2',
  };
  const measures = measuresOf({ series });
  expect(annotationsOf(measures.littleDecodingRequests)).toEqual(['preemption-included']);
  expect(annotationsOf(measures.littleQueuedRequests)).toEqual([]);
});
