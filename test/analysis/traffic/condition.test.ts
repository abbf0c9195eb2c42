import { describe, expect, it } from 'vitest';
import { analysisOf, ENGINE, vllm, windowOf } from '../../build-page.ts';

const still = { [vllm('generation_tokens_total')]: '9x3', [vllm('prompt_tokens_total')]: '9x3' };
const gauges = (running: string, waiting: string) => ({
  [vllm('num_requests_running')]: running,
  [vllm('num_requests_waiting')]: waiting,
});
const conditionOf = (series: Record<string, string>, everySeconds = 5): string[] =>
  analysisOf(windowOf({ series, everySeconds })).annotations.map(({ id }) => id);

describe('no counter moved', () => {
  it.each([
    ['nothing in the system: idle', '0x3', '0x3', ['engine-idle']],
    ['running at every scrape: hung', '3x3', '0 1 2 2', ['engine-hung']],
    ['waiting at every scrape and none runs: stalled', '0x3', '1 2 2 3', ['engine-stalled']],
    ['as many running for the last 10 s: hung', '0 3 3 3', '0x3', ['engine-hung']],
    ['as many running for less than 10 s: cannot tell', '0 2 3 3', '0x3', []],
    ['none waiting at first: stalled', '0x3', '0 1 1 1', ['engine-stalled']],
    ['the last one left without being counted: no traffic since, and some before', '3 3 3 0', '0x3', []],
  ])('%s', (_, running, waiting, ids) => {
    expect(conditionOf({ ...still, ...gauges(running, waiting) })).toEqual(ids);
  });

  it('none runs and all that wait are held back: the scheduler does what it can', () => {
    const waits = (reason: string) =>
      vllm('num_requests_waiting_by_reason', `${ENGINE.slice(0, -1)},reason="${reason}"}`);
    const series = { ...still, ...gauges('0x3', '2x3') };
    expect(conditionOf({ ...series, [waits('capacity')]: '0x3', [waits('deferred')]: '2x3' })).toEqual([]);
    expect(conditionOf({ ...series, [waits('capacity')]: '1x3', [waits('deferred')]: '1x3' })).toEqual([
      'engine-stalled',
    ]);
  });

  it('the KV cache takes blocks: a very long prompt is computed in parts, and nothing is counted before its first token', () => {
    const usage = (values: string) => ({ [vllm('kv_cache_usage_perc')]: values });
    expect(conditionOf({ ...still, ...gauges('1x3', '0x3'), ...usage('0.1 0.2 0.3 0.4') })).toEqual([]);
    expect(conditionOf({ ...still, ...gauges('1x3', '0x3'), ...usage('0.1 0.2 0.2 0.2') })).toEqual(['engine-hung']);
  });

  it('asleep, whatever else holds', () => {
    const awake = vllm('engine_sleep_state', `${ENGINE.slice(0, -1)},sleep_state="awake"}`);
    expect(conditionOf({ ...still, ...gauges('0x3', '0x3'), [awake]: '1 1 0 0' })).toEqual(['engine-asleep']);
    expect(conditionOf({ ...still, ...gauges('3x3', '0x3'), [awake]: '0 0 0 1' })).toEqual(['engine-hung']);
  });
});

it.each([
  ['for the last 10 s', '0 3 6 6 6', ['engine-hung'], /moved for the last 10 s/],
  ['for less than a step may take', '0 3 3 6 6', [], undefined],
])('counters that stopped %s', (_, tokens, ids, message) => {
  const series = {
    [vllm('prompt_tokens_total')]: '9x4',
    [vllm('generation_tokens_total')]: tokens,
    ...gauges('3x4', '0x4'),
  };
  const { annotations } = analysisOf(windowOf({ series, everySeconds: 5 }));
  expect(annotations.map(({ id }) => id)).toEqual(ids);
  if (message) expect(annotations[0]?.message).toMatch(message);
});

describe('nothing is said', () => {
  it.each(['generation_tokens_total', 'prompt_tokens_total', 'request_success_total'])('when %s moved', (name) => {
    expect(conditionOf({ ...still, ...gauges('3x3', '1x3'), [vllm(name)]: '9 9 9 10' })).toEqual([]);
  });

  it('of hanging within the time that one step may take', () => {
    expect(conditionOf({ ...still, ...gauges('3x3', '0x3') }, 3)).toEqual([]);
    expect(conditionOf({ ...still, ...gauges('0x3', '3x3') }, 3)).toEqual([]);
    // Exactly 10 s: longer than a step takes.
    expect(conditionOf({ ...still, ...gauges('3x3', '0x3') }, 10 / 3 + 1e-9)).toEqual(['engine-hung']);
  });

  it('when a step was counted', () => {
    const series = {
      [vllm('iteration_tokens_total_sum')]: '0 0 0 1',
      [vllm('iteration_tokens_total_count')]: '0 0 0 1',
    };
    expect(conditionOf({ ...still, ...gauges('3x3', '1x3'), ...series })).toEqual([]);
  });

  it('after a single scrape', () => {
    expect(conditionOf({ [vllm('generation_tokens_total')]: '9', ...gauges('3', '3') })).toEqual([]);
  });

  it('where no counter is exposed, or no gauge', () => {
    expect(conditionOf(gauges('3x3', '0x3'))).toEqual([]);
    expect(conditionOf(still)).toEqual([]);
  });
});
