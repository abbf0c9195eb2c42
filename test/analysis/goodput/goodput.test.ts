import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf, vllm } from '../../build-page.ts';

const promise = (limits: object) => ({ objective: { match: {}, ...limits } });
const both = promise({ ttftSeconds: 0.5, tpotSeconds: 0.05 });
const running = (values: string) => ({
  [vllm('num_requests_running')]: values,
  [vllm('num_requests_waiting')]: '0 0',
});

/** 100 finished in 10 s; 95 met the TTFT of 0.5 s, 90 the TPOT of 0.05 s. */
const series = {
  ...histogram('time_to_first_token_seconds', [0.5, 1], [95, 99, 100], 50),
  ...histogram('request_time_per_output_token_seconds', [0.05, 0.1], [90, 99, 100], 5),
  ...histogram('e2e_request_latency_seconds', [5, 10], [80, 99, 100], 400),
};

describe('bounds whatever the dependence', () => {
  it('.95 and .90 give .85 to .90', () => {
    const measures = measuresOf({ everySeconds: 10, series: { ...series, ...running('0 0') } }, both);
    // The middle of independence, .95·.90 = .855, and the upper bound.
    expect(measures.goodputRatio).toMatchObject({ low: 0.85, high: 0.9, value: expect.closeTo(0.8775, 9) as number });
    expect(measures.goodputRequestsPerSecond).toMatchObject({ low: 8.5, high: 9, unit: 'requestsPerSecond' });
    expect(annotationsOf(measures.goodputRatio)).not.toContain('populations-differ');
  });

  it('three objectives: ΣG − 2n to the smallest', () => {
    const three = promise({ ttftSeconds: 0.5, tpotSeconds: 0.05, e2eSeconds: 5 });
    const { goodputRatio } = measuresOf({ series: { ...series, ...running('0 0') } }, three);
    // 95 + 90 + 80 − 200 = 65; independence .684; (.684 + .8)/2.
    expect(goodputRatio).toMatchObject({ low: 0.65, high: 0.8, value: expect.closeTo(0.742, 9) as number });
  });

  it('a lower bound below nothing is 0', () => {
    const none = promise({ e2eSeconds: 5, tpotSeconds: 0.05 });
    const poor = histogram('request_time_per_output_token_seconds', [0.05], [10, 100], 9);
    const { goodputRatio } = measuresOf({ series: { ...series, ...poor, ...running('0 0') } }, none);
    expect(goodputRatio).toMatchObject({ low: 0, high: 0.1 });
  });

  it('one objective is its attainment', () => {
    const { goodputRatio } = measuresOf({ series: { ...series, ...running('0 0') } }, promise({ e2eSeconds: 10 }));
    expect(goodputRatio).toMatchObject({ low: 0.99, high: 0.99, value: 0.99 });
  });
});

it('first tokens and finishes of different requests widen the bounds, and say so', () => {
  // 10 ran at the start: of the 100 finished up to 10 have their TTFT before the window, and as many first tokens of the
  // window may belong to requests that did not finish. TTFT met among the finished: 95 − 10 to min(100, 95 + 10).
  const { goodputRatio } = measuresOf({ series: { ...series, ...running('10 10') } }, both);
  expect(goodputRatio).toMatchObject({ low: 0.75, high: 0.9 });
  expect(annotationsOf(goodputRatio)).toContain('populations-differ');
});

it('without the gauges any finished request may have started before', () => {
  expect(measuresOf({ series }, both).goodputRatio).toMatchObject({ low: 0, high: 0.9 });
});

it('a one-token output cannot miss the TPOT objective', () => {
  const ones = histogram('request_generation_tokens', [1], [100, 100], 100);
  const zeros = histogram('request_time_per_output_token_seconds', [0.05], [100, 100], 0);
  const measures = measuresOf({ series: { ...series, ...ones, ...zeros, ...running('0 0') } }, both);
  expect(measures.goodputRatio).toMatchObject({ low: 0.95, high: 0.95 });
});

it('unknown without an objective, or what it needs', () => {
  expect(measuresOf({ series }).goodputRatio).toMatchObject({ reason: 'not-declared' });
  expect(measuresOf({ series }, promise({})).goodputRequestsPerSecond).toMatchObject({ reason: 'not-declared' });
  const noTpot = Object.fromEntries(Object.entries(series).filter(([name]) => !name.includes('output_token')));
  expect(measuresOf({ series: noTpot }, both).goodputRatio).toMatchObject({ reason: 'not-exported' });
  const idle = { ...series, ...histogram('e2e_request_latency_seconds', [5], [0, 0], 0) };
  expect(measuresOf({ series: idle }, both).goodputRatio).toMatchObject({ reason: 'no-traffic' });
});

it('for any requests, whenever they start and finish, the bounds hold the true joint share', () => {
  const seconds = fc.double({ min: 0, max: 4, noNaN: true });
  const request = fc.record({
    ttft: seconds,
    tpot: seconds,
    e2e: seconds,
    life: fc.constantFrom('inside', 'inside', 'startedBefore', 'notFinished', 'aborted', 'throughout'),
  });
  const edges = [0.5, 1, 2];
  const limit = fc.constantFrom(0.3, 0.5, 0.8, 1, 1.7, 3);
  const observed = (name: string, values: readonly number[]) =>
    histogram(
      name,
      edges,
      [...edges, Number.POSITIVE_INFINITY].map((edge) => values.filter((value) => value <= edge).length),
      values.reduce((sum, value) => sum + value, 0),
    );
  fc.assert(
    fc.property(
      fc.array(request, { minLength: 1, maxLength: 40 }),
      fc.record({ ttftSeconds: limit, tpotSeconds: limit, e2eSeconds: limit }, { requiredKeys: [] }),
      (requests, limits) => {
        const finished = requests.filter(({ life }) => life === 'inside' || life === 'startedBefore');
        const started = requests.filter(({ life }) => life !== 'startedBefore' && life !== 'throughout');
        const ranAt = (...lives: string[]): number => requests.filter(({ life }) => lives.includes(life)).length;
        const { goodputRatio } = measuresOf(
          {
            series: {
              ...observed(
                'time_to_first_token_seconds',
                started.map(({ ttft }) => ttft),
              ),
              ...observed(
                'request_time_per_output_token_seconds',
                finished.map(({ tpot }) => tpot),
              ),
              ...observed(
                'e2e_request_latency_seconds',
                finished.map(({ e2e }) => e2e),
              ),
              ...running(`${ranAt('startedBefore', 'throughout')} ${ranAt('notFinished', 'throughout')}`),
            },
          },
          promise(limits),
        );
        const { ttftSeconds = 9, tpotSeconds = 9, e2eSeconds = 9 } = limits;
        const good = finished.filter(
          ({ ttft, tpot, e2e }) => ttft <= ttftSeconds && tpot <= tpotSeconds && e2e <= e2eSeconds,
        );
        if (!goodputRatio.known) return;
        const { value, low = NaN, high = NaN } = goodputRatio;
        expect(good.length / finished.length).toBeGreaterThanOrEqual(low - 1e-9);
        expect(good.length / finished.length).toBeLessThanOrEqual(high + 1e-9);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      },
    ),
    { numRuns: 300 },
  );
});
