import { expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf } from '../../build-page.ts';

const promise = (limits: object) => ({ objective: { match: {}, ...limits } });

// 40 requests: 10 below 0.25 s, 30 below 0.5 s, 36 below 1 s.
const ttft = histogram('time_to_first_token_seconds', [0.25, 0.5, 1], [10, 30, 36, 40], 20);

it('an objective at a bucket edge is exact', () => {
  const { ttftAttainmentRatio } = measuresOf({ series: ttft }, promise({ ttftSeconds: 0.5 }));
  expect(ttftAttainmentRatio).toMatchObject({ value: 0.75, low: 0.75, high: 0.75, annotations: [] });
});

it('inside a bucket it is an interval, and says so', () => {
  // √(0.5·1) is half way in ratios: 30 + 3.
  const { ttftAttainmentRatio } = measuresOf({ series: ttft }, promise({ ttftSeconds: Math.SQRT1_2 }));
  expect(ttftAttainmentRatio).toMatchObject({ low: 0.75, high: 0.9, value: expect.closeTo(0.825, 9) as number });
  expect(annotationsOf(ttftAttainmentRatio)).toEqual(['bucket-interval']);
});

it.each([
  ['in the first bucket', 0.1, 0, 0.25],
  ['beyond the last finite edge', 7, 0.9, 1],
])('%s too', (_, ttftSeconds, low, high) => {
  const { ttftAttainmentRatio } = measuresOf({ series: ttft }, promise({ ttftSeconds }));
  expect(ttftAttainmentRatio).toMatchObject({ low, high });
  expect(annotationsOf(ttftAttainmentRatio)).toEqual(['bucket-interval']);
});

it('one-token outputs have no TPOT and are not in its share', () => {
  const series = {
    ...histogram('request_time_per_output_token_seconds', [0.05, 0.1], [4, 7, 10], 0.6),
    ...histogram('request_generation_tokens', [1], [4, 10], 100),
  };
  const { tpotAttainmentRatio } = measuresOf({ series }, promise({ tpotSeconds: 0.1 }));
  expect(tpotAttainmentRatio).toMatchObject({ value: 0.5 }); // (7 − 4)/(10 − 4), not 7/10
});

it('each objective stands for itself; what is not declared or not observed is unknown', () => {
  const series = { ...ttft, ...histogram('e2e_request_latency_seconds', [1], [0, 0], 0) };
  const measures = measuresOf({ series }, promise({ ttftSeconds: 1, e2eSeconds: 1 }));
  expect(measures.ttftAttainmentRatio).toMatchObject({ value: 0.9 });
  expect(measures.tpotAttainmentRatio).toMatchObject({ reason: 'not-declared' });
  expect(measures.e2eAttainmentRatio).toMatchObject({ reason: 'no-traffic' });
});
