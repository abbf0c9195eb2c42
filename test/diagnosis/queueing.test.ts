import { describe, expect, it } from 'vitest';
import {
  countedQueue,
  queueAtStake,
  queueIfKnown,
  queues,
  waitingShareEvidence,
  waitingShareOf,
} from '../../src/diagnosis/queueing.ts';
import type { Known } from '../../src/quantities/index.ts';
import { engineAnalysis, engineRun } from './engine-run.ts';

const requests = (value: number): Known => ({ known: true, value, unit: 'requests', annotations: [] });
const perSecond = (value: number): Known => ({ known: true, value, unit: 'requestsPerSecond', annotations: [] });
const counts = (waiting: number, inSystem: number) => ({
  requestsWaiting: requests(waiting),
  requestsInSystem: requests(inSystem),
});
const NO_WAITING = { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined };

describe('the share that waits', () => {
  it.each([
    [3, 12, 0.25],
    [0, 8, 0],
    [0, 0, 0],
    // Two gauges of one scrape may be read an instant apart.
    [9, 8, 1],
  ])('%d of %d are %d', (waiting, inSystem, share) => {
    expect(waitingShareOf(counts(waiting, inSystem))).toBe(share);
  });

  it('is evidence with what it is compared with', () => {
    expect(waitingShareEvidence(counts(3, 12), 0.2)).toMatchObject({
      measure: null,
      measured: { value: 0.25, unit: 'ratio' },
      bound: { relation: '≥', value: 0.2 },
    });
  });

  it.each([
    // 2 of 10 in the engine are a fifth.
    ['at a fifth', { waiting: '2x10' }, true],
    ['below', { waiting: '1.9x10' }, false],
    ['where nobody counts', { series: NO_WAITING }, undefined],
  ])('counts from a fifth on: %s', (_, does, expected) => {
    expect(queues(engineAnalysis({ running: '8x10', ...does }).measures)).toBe(expected);
  });
});

describe('a long wait', () => {
  // 20 of 220 wait, a tenth; 5 a second start, so each waits 4 s.
  const LONG = {
    running: '200x10',
    waiting: '20x10',
    firstTokensPerSecond: 5,
    finished: { stop: 5, length: 0, abort: 0, error: 0 },
  };
  const FEW_START = 'vllm:time_to_first_token_seconds';
  const without = (part: string) =>
    Object.fromEntries(
      Object.keys(engineRun().series)
        .filter((name) => name.startsWith(FEW_START) && name.includes(part))
        .map((name) => [name, undefined]),
    );

  it.each([
    ['counts where it is most of the time to the first token', { ...LONG, queueSeconds: 4 }, true],
    ['not where prompts take longer', { ...LONG, queueSeconds: 4, prefillSeconds: 4.1 }, false],
    ['at just a second', { ...LONG, waiting: '5x10', queueSeconds: 1 }, true],
    ['not below', { ...LONG, waiting: '4.9x10', queueSeconds: 0.98 }, false],
    ['not where nobody waits', { ...LONG, waiting: '0x10' }, false],
    ['nobody can tell without the time to the first token', { ...LONG, series: without('') }, undefined],
  ])('%s', (_, does, counts) => {
    expect(queueIfKnown(engineAnalysis(does).measures)?.counts).toBe(counts);
  });
});

describe('a queue that only a scrape or two showed', () => {
  // One request a minute, of which one was seen to wait: 0.1 of 0.2 in the engine. Their first tokens took 0.12 s.
  const NIGHT = {
    finished: { stop: 1 / 60, length: 0, abort: 0, error: 0 },
    firstTokensPerSecond: 1 / 60,
    running: '0x4 1 0x4',
    waiting: '0x4 1 0x4',
  };

  it.each([
    ['is none where first tokens came fast', {}, false],
    ['is one where they were slow', { queueSeconds: 3 }, true],
    ['is one where somebody waits still', { running: '0x9 1', waiting: '0x9 1' }, true],
    ['is one where the evicted wait again, for no first token', { preemptionsPerSecond: 0.1 }, true],
    ['is one where nobody got a first token', { firstTokensPerSecond: 0 }, true],
  ])('%s', (_, does, counts) => {
    expect(queueIfKnown(engineAnalysis({ ...NIGHT, ...does }).measures)?.counts).toBe(counts);
  });

  it('is of as many as first tokens bear out', () => {
    // 0.12 s each, one in 60 s: 0.002 requests beside 0.2 in the engine.
    expect(queueIfKnown(engineAnalysis(NIGHT).measures)?.share).toBeCloseTo(0.01, 9);
  });

  it.each([['num_preemptions_total'], ['time_to_first_token_seconds_sum']])('nobody can tell without %s', (name) => {
    const series = Object.fromEntries(
      Object.keys(engineRun().series)
        .filter((sample) => sample.startsWith(`vllm:${name}`))
        .map((sample) => [sample, undefined]),
    );
    expect(queueIfKnown(engineAnalysis({ ...NIGHT, series }).measures)).toMatchObject({
      counts: undefined,
      missing: [expect.stringContaining(name.replace(/_(total|sum)$/, ''))],
    });
  });
});

describe('the queue by counters', () => {
  it('is that of those that finished', () => {
    // 1 of 1 + 0.1 + 99 · 0.035 + 0.02 s.
    const { measures } = engineAnalysis({ queueSeconds: 1 });
    expect(countedQueue(measures)?.share).toBeCloseTo(1 / 4.585, 9);
    expect(countedQueue(measures)?.counts).toBe(true);
  });

  it('is unknown where none finished', () => {
    expect(countedQueue(engineAnalysis({ finished: { stop: 0 } }).measures)).toBeUndefined();
  });
});

describe('what a queue costs', () => {
  it('is, by Little, those who wait over those who are admitted each second', () => {
    // 6 wait, 2 a second start: 3 s each; 6 of 24 in the engine.
    expect(queueAtStake(counts(6, 24), perSecond(2))).toMatchObject({
      measure: 'e2eSeconds',
      amount: { value: 3, unit: 'seconds' },
      ratio: 0.25,
    });
  });

  it.each([
    ['none starts', perSecond(0)],
    ['nobody counts who starts', { known: false, reason: 'not-exported', missing: [] } as const],
  ])('is not known where %s', (_, started) => {
    expect(queueAtStake(counts(6, 24), started)).toBeUndefined();
  });
});
