import { describe, expect, it } from 'vitest';
import { parseExposition } from '../../../src/metrics/exposition/index.ts';
import { gaugeOf, histogramOf, increaseOf, increasesOf } from '../../../src/metrics/window/index.ts';
import { ENGINE, foldOf, histogram, vllm, windowOf } from '../../build-page.ts';

const idsOf = (annotations: readonly { readonly id: string }[]): string[] => annotations.map(({ id }) => id);

// Before: 100 tokens, 8 finished. After: 30 tokens, 9 finished since its own start.
const counters = { [vllm('generation_tokens_total')]: '40 100 30 70', [vllm('request_success_total')]: '5 8 9 12' };

describe.each([
  ['process_start_time_seconds moves', { process_start_time_seconds: '500 500 900 900' }],
  ['a _created moves', { [vllm('prompt_tokens_created')]: '500 500 900 900' }],
  ['a counter falls', {}],
])('a restart shows when %s', (_, evidence) => {
  const window = windowOf({
    everySeconds: 10,
    series: { ...counters, [vllm('num_requests_running')]: '2 4 1 3', ...evidence },
  });

  it('the whole engine resets once: what the new process counted is the increase of every counter', () => {
    expect(window.quality).toMatchObject({ restarts: 1, restartSeconds: 10 });
    expect(increaseOf(window, 'generationTokens')).toBe(60 + 30 + 40);
    expect(increaseOf(window, 'requestsFinished')).toBe(3 + 9 + 3); // although 9 > 8
  });

  it('gauges are not drawn across it, and the time still counts', () => {
    // (2 + 4)/2·10 + (1 + 3)/2·10 = 50 over the 20 s beside the restart
    expect(gaugeOf(window, 'requestsRunning')).toMatchObject({ integral: 50, coveredSeconds: 20, first: 2, last: 3 });
    expect(window.seconds).toBe(30);
  });
});

it('a restart that no counter shows: every end value is above the old one', () => {
  const window = windowOf({
    series: { [vllm('generation_tokens_total')]: '10 50', process_start_time_seconds: '1 2' },
  });
  expect(increaseOf(window, 'generationTokens')).toBe(50);
  expect(window.quality.restarts).toBe(1);
});

it.each([
  ['jitter of the start', '500 500.4'],
  ['a start before the old one', '500 400'],
  ['a start that vanishes', '500 _'],
  ['a start that is NaN', '500 NaN'],
])('%s is no restart', (_, start) => {
  const window = windowOf({
    series: { [vllm('generation_tokens_total')]: '10 50', process_start_time_seconds: start },
  });
  expect(window.quality.restarts).toBe(0);
  expect(increaseOf(window, 'generationTokens')).toBe(40);
});

it('histograms and divisions reset with the engine', () => {
  const window = windowOf({
    series: {
      [vllm('request_success_total', `${ENGINE.slice(0, -1)},finished_reason="stop"}`)]: '7 9',
      [vllm('request_success_total', `${ENGINE.slice(0, -1)},finished_reason="length"}`)]: '7 2',
      ...histogram('e2e_request_latency_seconds', [1], [3, 4], 6),
    },
  });
  // "length" fell from 7 to 2: a new process, whose counts are 9, 2, 4 observations and 6 s.
  expect(increasesOf(window, 'requestsFinished')).toEqual(
    new Map([
      ['stop', 9],
      ['length', 2],
    ]),
  );
  expect(histogramOf(window, 'e2eSeconds')).toEqual({ count: 4, sum: 6, edges: [1, Infinity], cumulative: [3, 4] });
});

it('two restarts are two', () => {
  const window = windowOf({ series: { [vllm('generation_tokens_total')]: '10 5 8 2 3' } });
  expect(increaseOf(window, 'generationTokens')).toBe(5 + 3 + 2 + 1);
  expect(window.quality).toMatchObject({ restarts: 2, restartSeconds: 2 });
});

it('a falling gauge is none', () => {
  const window = windowOf({ series: { [vllm('num_requests_running')]: '9 1', [vllm('prompt_tokens_total')]: '1 1' } });
  expect(window.quality.restarts).toBe(0);
  expect(idsOf(window.annotations)).toEqual([]);
});

it('the same _created in another order on the page is none', () => {
  const created = (name: string, at: number) => `${vllm(`${name}_created`)} ${at}`;
  const lines = [created('prompt_tokens', 100), created('generation_tokens', 200)];
  const pages = [
    [...lines, `${vllm('generation_tokens_total')} 5\n`],
    [...lines.reverse(), `${vllm('generation_tokens_total')} 6\n`],
  ];
  const [window] = foldOf(
    pages.map((page, atSeconds) => ({
      target: 't',
      atSeconds,
      scrapeSeconds: 0,
      page: parseExposition(page.join('\n')),
    })),
  );
  expect(window?.quality.restarts).toBe(0);
  expect(window && increaseOf(window, 'generationTokens')).toBe(1);
});
