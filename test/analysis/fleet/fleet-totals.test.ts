import { describe, expect, it } from 'vitest';
import { fleetTotals, type MeasureId } from '../../../src/analysis/index.ts';
import type { Window } from '../../../src/metrics/window/index.ts';
import type { Measured } from '../../../src/quantities/index.ts';
import type { Objective } from '../../../src/settings/index.ts';
import { analysisOf, histogram, vllm, windowOf } from '../../build-page.ts';

interface Load {
  readonly target: string;
  readonly requests: number;
  /** Of each. */
  readonly ttftSeconds: number;
  readonly kv?: number;
  readonly blocks?: number;
}

/** An engine that finished so many requests in 10 s. */
const engine = ({ target, requests, ttftSeconds, kv = 0, blocks = 100 }: Load): Window =>
  windowOf({
    series: {
      [vllm('num_requests_running')]: `${requests} ${requests}`,
      [vllm('num_requests_waiting')]: '0 0',
      [vllm('kv_cache_usage_perc')]: `${kv} ${kv}`,
      [vllm('cache_config_info', `{engine="0",num_gpu_blocks="${blocks}",block_size="16"}`)]: '1 1',
      [vllm('request_success_total', '{engine="0",model_name="m",finished_reason="stop"}')]: `0 ${requests}`,
      ...histogram(
        'time_to_first_token_seconds',
        [1, 10],
        [ttftSeconds <= 1 ? requests : 0, requests, requests],
        requests * ttftSeconds,
      ),
      ...histogram('e2e_request_latency_seconds', [10], [requests, requests], requests * 5),
    },
    everySeconds: 10,
    target,
  });

const OBJECTIVE: Objective = { match: {}, ttftSeconds: 1 };

function totalsOf(loads: readonly Load[], objective?: Objective): (id: MeasureId) => Measured | undefined {
  const windows = loads.map(engine);
  const totals = fleetTotals(
    windows,
    windows.map((window) => analysisOf(window, { objective })),
  );
  return (id) => totals?.measures.get(id);
}

const BUSY: Load = { target: 'busy', requests: 90, ttftSeconds: 2, kv: 0.9, blocks: 100 };
const CALM: Load = { target: 'calm', requests: 10, ttftSeconds: 0.5, kv: 0.1, blocks: 300 };

describe('totals of a fleet', () => {
  it('rates and occupancies add up', () => {
    const total = totalsOf([BUSY, CALM]);
    expect(total('completionsPerSecond')).toMatchObject({ value: 10 });
    expect(total('requestsRunning')).toMatchObject({ value: 100 });
  });

  it('means weigh requests, not engines: 1.85 s, where the average of averages says 1.25 s', () => {
    expect(totalsOf([BUSY, CALM])('ttftSeconds')).toMatchObject({ value: (90 * 2 + 10 * 0.5) / 100 });
  });

  it('the KV cache in use is that of all tokens: 30 %, where the average of ratios says 50 %', () => {
    expect(totalsOf([BUSY, CALM])('kvCacheUsageRatio')).toMatchObject({
      value: expect.closeTo((0.9 * 1600 + 0.1 * 4800) / 6400, 12) as number,
    });
  });

  it('goodput is good requests over finished ones: 10 %, where the average of ratios says 50 %', () => {
    expect(totalsOf([BUSY, CALM], OBJECTIVE)('goodputRatio')).toMatchObject({
      value: expect.closeTo(0.1, 12) as number,
    });
    expect(totalsOf([BUSY, CALM])('goodputRatio')).toMatchObject({ known: false, reason: 'not-declared' });
  });

  it('idle engines do not make the goodput of the others unknown', () => {
    const idle: Load = { target: 'idle', requests: 0, ttftSeconds: 0 };
    expect(totalsOf([BUSY, CALM, idle], OBJECTIVE)('goodputRatio')).toMatchObject({ known: true });
  });

  it('nothing is said that a sum says nothing about', () => {
    const total = totalsOf([BUSY, CALM]);
    expect(
      ['waitForecastSeconds', 'sequenceCap', 'stepSeconds', 'requestsRunningMax'].map((id) => total(id as MeasureId)),
    ).toEqual(new Array(4).fill(undefined));
  });
});
