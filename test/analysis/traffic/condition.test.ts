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
    ['running at some scrapes only: cannot tell', '0 3 3 3', '0x3', []],
    ['waiting at some scrapes only: cannot tell', '0x3', '0 1 1 1', []],
  ])('%s', (_, running, waiting, ids) => {
    expect(conditionOf({ ...still, ...gauges(running, waiting) })).toEqual(ids);
  });

  it('asleep, whatever else holds', () => {
    const awake = vllm('engine_sleep_state', `${ENGINE.slice(0, -1)},sleep_state="awake"}`);
    expect(conditionOf({ ...still, ...gauges('0x3', '0x3'), [awake]: '1 1 0 0' })).toEqual(['engine-asleep']);
    expect(conditionOf({ ...still, ...gauges('3x3', '0x3'), [awake]: '0 0 0 1' })).toEqual(['engine-hung']);
  });
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
