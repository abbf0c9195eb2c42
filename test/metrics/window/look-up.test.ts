import { describe, expect, it } from 'vitest';
import {
  atEnds,
  histogramOf,
  increaseOf,
  increasesOf,
  isSwitchedOff,
  whatIsMissing,
} from '../../../src/metrics/window/index.ts';
import { ENGINE, vllm, windowOf } from '../../build-page.ts';

const finished = (reason: string): string =>
  vllm('request_success_total', `${ENGINE.slice(0, -1)},finished_reason="${reason}"}`);

it('a divided counter adds up over its divisions', () => {
  const window = windowOf({ series: { [finished('stop')]: '1 4', [finished('length')]: '0 2' } });
  expect(increaseOf(window, 'requestsFinished')).toBe(3 + 2);
  expect(increasesOf(window, 'requestsFinished')?.get('length')).toBe(2);
});

it('absent is undefined, never 0', () => {
  const window = windowOf({ series: { [finished('stop')]: '1 4' } });
  expect(increaseOf(window, 'promptTokens')).toBeUndefined();
  expect(increasesOf(window, 'promptTokens')).toBeUndefined();
  expect(histogramOf(window, 'e2eSeconds')).toBeUndefined();
  expect(atEnds(window, 'requestsInSystem')).toBeUndefined();
});

it('a histogram without its sum is none', () => {
  expect(
    histogramOf(windowOf({ series: { [vllm('e2e_request_latency_seconds_count')]: '1 4' } }), 'e2eSeconds'),
  ).toBeUndefined();
});

describe('atEnds', () => {
  const ends = (running: string, waiting: string) =>
    atEnds(
      windowOf({
        series: {
          [vllm('prompt_tokens_total')]: '0x2',
          [vllm('num_requests_running')]: running,
          [vllm('num_requests_waiting')]: waiting,
        },
      }),
      'requestsInSystem',
    );

  it('running + waiting at the first and the last scrape', () => {
    expect(ends('2 9 3', '1 9 0')).toEqual({ start: 3, end: 3 });
  });

  it('gauges that are not exposed yet: nothing was in it', () => {
    expect(ends('_ 9 3', '_ 9 1')).toEqual({ start: 0, end: 4 });
  });

  it('gauges that are gone at the last scrape: what was in it then is not known', () => {
    expect(ends('2 9 _', '1 9 _')).toBeUndefined();
  });
});

describe('isSwitchedOff', () => {
  const off = (cached: string, prompt: string): boolean =>
    isSwitchedOff(
      windowOf({
        series: { [vllm('prompt_tokens_cached_total')]: cached, [vllm('prompt_tokens_total')]: prompt },
      }),
      'promptTokensCached',
    );

  it.each([
    ['0 0', '0 9', true],
    ['0 1', '0 9', false], // it moves
    ['0 0', '9 9', false], // it had no occasion to
  ])('cached %s, prompt %s → %s', (cached, prompt, expected) => {
    expect(off(cached, prompt)).toBe(expected);
  });

  it('what is always counted is never off', () => {
    const window = windowOf({
      series: { [vllm('generation_tokens_total')]: '0 0', [vllm('prompt_tokens_total')]: '0 9' },
    });
    expect(isSwitchedOff(window, 'generationTokens')).toBe(false);
  });
});

it('what is missing is named as the page would name it, with the flag that would bring it', () => {
  expect(whatIsMissing('generationTokens')).toBe('vllm:generation_tokens_total');
  expect(whatIsMissing('prefixCacheQueriedTokens')).toBe('vllm:prefix_cache_queries_total (--enable-prefix-caching)');
});
