import { describe, expect, it } from 'vitest';
import { gaugeOf, histogramOf, increaseOf, mergeWindows, type Window } from '../../../src/metrics/window/index.ts';
import { histogram, vllm, windowOf } from '../../build-page.ts';

const engine = (tokens: string, running: string, target: string): Window =>
  windowOf({
    series: { [vllm('generation_tokens_total')]: tokens, [vllm('num_requests_running')]: running },
    everySeconds: 10,
    target,
  });

function merged(...windows: readonly Window[]): Window {
  const window = mergeWindows(windows);
  if (!window) throw new Error('nothing to merge');
  return window;
}

describe('several engines together', () => {
  it('did what each did', () => {
    const window = merged(engine('0+100x3', '2 4 4 2', 'a'), engine('500+10x3', '1x3', 'b'));
    expect(increaseOf(window, 'generationTokens')).toBe(330);
    // 3.33 and 1 on average over 30 s: (3 + 4 + 3 + 3 × 1) × 10.
    expect(gaugeOf(window, 'requestsRunning')).toMatchObject({ integral: 130, coveredSeconds: 30, first: 3, last: 3 });
    expect(window.seconds).toBe(30);
    expect(window.engine).toEqual({ target: '2 engines', engine: null, model: null, labels: {} });
  });

  it('are seen for as long as the one seen longest', () => {
    expect(merged(engine('0+100x3', '1x3', 'a'), engine('0+100x1', '1x1', 'b'))).toMatchObject({ seconds: 30 });
  });

  it('have no number that one of them does not expose', () => {
    const without = windowOf({ series: { [vllm('generation_tokens_total')]: '0 5' }, target: 'b' });
    const window = merged(engine('0 5', '1 1', 'a'), without);
    expect(increaseOf(window, 'generationTokens')).toBe(10);
    expect(gaugeOf(window, 'requestsRunning')).toBeUndefined();
    const other = windowOf({ series: { [vllm('prompt_tokens_total')]: '0 5' }, target: 'c' });
    expect(increaseOf(merged(without, other), 'generationTokens')).toBeUndefined();
  });

  it('share the bucket edges that all have', () => {
    const ttft = (edges: readonly number[], counts: readonly number[], target: string): Window =>
      windowOf({ series: histogram('time_to_first_token_seconds', edges, counts, 6), target });
    const window = merged(ttft([1, 2, 4], [1, 2, 3, 3], 'a'), ttft([1, 4], [2, 4, 5], 'b'));
    expect(histogramOf(window, 'ttftSeconds')).toMatchObject({
      edges: [1, 4, Infinity],
      cumulative: [3, 7, 8],
      count: 8,
    });
  });
});

it('of no engines there is nothing', () => {
  expect(mergeWindows([])).toBeUndefined();
});
