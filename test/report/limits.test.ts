import { describe, expect, it } from 'vitest';
import { limitsOf, type Limit } from '../../src/report/index.ts';
import type { EngineSettings } from '../../src/settings/index.ts';
import { histogram, vllm, windowOf } from '../build-page.ts';
import { reportOf } from './build-report.ts';

const declared = (engine: object): Partial<EngineSettings> => ({ deployment: { match: {}, engine } });

function limit(name: string, series: Record<string, string>, settings: Partial<EngineSettings> = {}): Limit {
  const [engine] = reportOf([windowOf({ series })], { settings }).engines;
  const found = engine && limitsOf(engine).find((one) => one.name === name);
  if (!found) throw new Error(`no limit ${name}`);
  return found;
}

const gauges = (running: string, waiting: string) => ({
  [vllm('num_requests_running')]: running,
  [vllm('num_requests_waiting')]: waiting,
});

describe('sequence slots', () => {
  it.each([
    ['at the cap while requests wait', '16 16', '0 1', true],
    ['at the cap, nothing waits', '16 16', '0 0', false],
    ['below the cap, though some wait', '15 15', '1 1', false],
  ])('%s', (_, running, waiting, full) => {
    expect(limit('sequence slots', gauges(running, waiting), declared({ maxNumSeqs: 16 })).full).toBe(full);
  });

  it('the share used is that of the average', () => {
    expect(limit('sequence slots', gauges('4 12', '0 0'), declared({ maxNumSeqs: 16 })).usedRatio).toBe(0.5);
    expect(limit('sequence slots', gauges('4 12', '0 0')).usedRatio).toBeUndefined();
  });
});

describe('KV cache', () => {
  const usage = (values: string) => ({ [vllm('kv_cache_usage_perc')]: values });
  const preempted = { [vllm('num_preemptions_total')]: '0 1' };

  it.each([
    ['95 % and requests wait', { ...usage('0.9 0.95'), ...gauges('1 1', '0 1') }, true],
    ['95 % and requests were preempted', { ...usage('0.95 0.9'), ...gauges('1 1', '0 0'), ...preempted }, true],
    ['95 % and nobody wants more', { ...usage('0.95 0.95'), ...gauges('1 1', '0 0') }, false],
    ['less than 95 %', { ...usage('0.9 0.949'), ...gauges('1 1', '1 1'), ...preempted }, false],
  ])('%s', (_, series, full) => {
    expect(limit('KV cache', series).full).toBe(full);
  });
});

describe('step tokens', () => {
  // 100 steps of 512 tokens on average.
  const series = histogram('iteration_tokens_total', [8], [0, 100], 51_200);

  it('a mean is never evidence that the budget is used up', () => {
    expect(limit('step tokens', series, declared({ maxNumBatchedTokens: 512 }))).toMatchObject({
      usedRatio: 1,
      full: false,
    });
    expect(limit('step tokens', series, declared({ maxNumBatchedTokens: 2048 })).usedRatio).toBe(0.25);
  });

  it('without the budget, or without steps, it is unknown', () => {
    expect(limit('step tokens', series).usedRatio).toBeUndefined();
    expect(
      limit('step tokens', gauges('1 1', '0 0'), declared({ maxNumBatchedTokens: 512 })).usedRatio,
    ).toBeUndefined();
  });
});
