import { describe, expect, it } from 'vitest';
import { gaugeOf, histogramOf, increaseOf } from '../../../src/metrics/window/index.ts';
import { ENGINE, histogram, vllm, windowOf } from '../../build-page.ts';

const TOKENS = vllm('generation_tokens_total');

describe('a clock that does not advance makes the pair unusable', () => {
  it('backwards: no time, no increase, only the later state', () => {
    // 100 → 110 counts 10 s and 50; 110 → 105 nothing; 105 → 115 counts 10 s and 20.
    const window = windowOf({
      atSeconds: [100, 110, 105, 115],
      series: { [TOKENS]: '0 50 70 90', [vllm('num_requests_running')]: '2 4 8 8' },
    });
    expect(window).toMatchObject({
      seconds: 20,
      samples: 4,
      endAtSeconds: 115,
      quality: { clockSteps: 1, restarts: 0 },
    });
    expect(increaseOf(window, 'generationTokens')).toBe(50 + 20);
    expect(gaugeOf(window, 'requestsRunning')).toMatchObject({ integral: 30 + 80, coveredSeconds: 20, last: 8 });
  });

  it('equal times', () => {
    const window = windowOf({ atSeconds: [100, 100], series: { [TOKENS]: '0 50' } });
    expect(window).toMatchObject({ seconds: 0, samples: 2, quality: { clockSteps: 1 } });
    expect(increaseOf(window, 'generationTokens')).toBe(0);
  });
});

describe('numbers that come and go', () => {
  it('a counter that appears counts from zero, and says so', () => {
    const window = windowOf({ series: { [TOKENS]: '_ 7 9', [vllm('prompt_tokens_total')]: '1 2 3' } });
    expect(increaseOf(window, 'generationTokens')).toBe(9);
    expect(window.quality.restarts).toBe(0);
    expect(window.annotations.map(({ id }) => id)).toEqual(['series-appeared']);
  });

  it('one that vanishes has not grown, and coming back it counts only what it has grown since', () => {
    const vanished = windowOf({ series: { [TOKENS]: '5 9 _', [vllm('prompt_tokens_total')]: '1 2 3' } });
    expect(increaseOf(vanished, 'generationTokens')).toBe(4);
    expect(vanished.quality.restarts).toBe(0);
  });

  it('a counter below zero has not grown', () => {
    const window = windowOf({ series: { [TOKENS]: '0 -1', [vllm('prompt_tokens_total')]: '1 2' } });
    expect(increaseOf(window, 'generationTokens')).toBe(0);
  });

  it('NaN does not become a number', () => {
    const window = windowOf({ series: { [TOKENS]: '5 NaN 9', [vllm('prompt_tokens_total')]: '1 2 3' } });
    expect(increaseOf(window, 'generationTokens')).toBeNaN();
    expect(increaseOf(window, 'promptTokens')).toBe(2);
    expect(window.quality.restarts).toBe(0);
  });

  it('a gauge that is absent for a while covers less than the window', () => {
    const window = windowOf({
      everySeconds: 2,
      series: { [TOKENS]: '0x4', [vllm('num_requests_running')]: '_ 2 4 _ 6' },
    });
    expect(gaugeOf(window, 'requestsRunning')).toEqual({
      integral: 6, // only from scrape 1 to 2: (2 + 4)/2 · 2 s
      coveredSeconds: 2,
      minimum: 2,
      maximum: 6,
      first: 2,
      firstAtSeconds: 1002,
      last: 6,
      lastAtSeconds: 1008,
    });
  });

  it('a gauge that is NaN or infinite is absent', () => {
    const window = windowOf({ series: { [TOKENS]: '0x1', [vllm('num_requests_running')]: 'NaN +Inf' } });
    expect(gaugeOf(window, 'requestsRunning')).toBeUndefined();
  });

  it('running + waiting is a gauge of its own only where both are', () => {
    const window = windowOf({
      series: { [vllm('num_requests_running')]: '5 1 3', [vllm('num_requests_waiting')]: '0 9 _' },
    });
    // The sum is 5 and 10; its largest is not 5 + 9.
    expect(gaugeOf(window, 'requestsInSystem')).toMatchObject({ first: 5, last: 10, maximum: 10, coveredSeconds: 1 });
  });
});

describe('changed bucket edges', () => {
  const bucket = (le: string): string =>
    vllm('e2e_request_latency_seconds_bucket', `${ENGINE.slice(0, -1)},le="${le}"}`);
  const total = {
    [vllm('e2e_request_latency_seconds_sum')]: '1 9',
    [vllm('e2e_request_latency_seconds_count')]: '2 7',
  };

  it('only the edges common to both count, and they are exact', () => {
    const window = windowOf({
      series: { [bucket('1')]: '1 _', [bucket('2')]: '2 5', [bucket('4')]: '_ 6', [bucket('+Inf')]: '2 7', ...total },
    });
    expect(histogramOf(window, 'e2eSeconds')).toEqual({ count: 5, sum: 8, edges: [2, Infinity], cumulative: [3, 5] });
    expect(window.annotations.map(({ id }) => id)).toEqual(['bucket-layout-changed']);
  });

  it('le="1" and le="1.0" are one edge', () => {
    const window = windowOf({
      series: { [bucket('1')]: '1 _', [bucket('1.0')]: '_ 4', [bucket('+Inf')]: '2 7', ...total },
    });
    expect(histogramOf(window, 'e2eSeconds')).toMatchObject({ edges: [1, Infinity], cumulative: [3, 5] });
    expect(window.annotations).toEqual([]);
  });

  it('an edge that is no number is left out', () => {
    const window = windowOf({ series: { [bucket('fast')]: '0 3', [bucket('+Inf')]: '2 7', ...total } });
    expect(histogramOf(window, 'e2eSeconds')?.edges).toEqual([Infinity]);
  });

  it('a histogram that appears keeps all its edges', () => {
    const window = windowOf({
      series: {
        [TOKENS]: '1 2',
        ...Object.fromEntries(
          Object.entries(histogram('e2e_request_latency_seconds', [1, 2], [3, 4, 5], 6)).map(([name, values]) => [
            name,
            `_ ${values.split(' ')[1] ?? ''}`,
          ]),
        ),
      },
    });
    expect(histogramOf(window, 'e2eSeconds')).toEqual({
      count: 5,
      sum: 6,
      edges: [1, 2, Infinity],
      cumulative: [3, 4, 5],
    });
    expect(window.annotations.map(({ id }) => id)).toEqual(['series-appeared']);
  });
});
