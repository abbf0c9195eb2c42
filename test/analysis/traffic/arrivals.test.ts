import { describe, expect, it } from 'vitest';
import { annotationsOf, histogram, measuresOf, vllm } from '../../build-page.ts';

const FINISHED = vllm('request_success_total');
const RUNNING = vllm('num_requests_running');
const WAITING = vllm('num_requests_waiting');

describe('arrivals = completions + change of what is in the system', () => {
  it.each([
    ['a queue that grows', '0 30', '2 10', '0 12', 30 + 22 - 2],
    ['a queue that drains', '0 30', '10 4', '15 0', 30 + 4 - 25],
    ['nothing left and nothing came', '5 5', '1 1', '2 2', 0],
    ['aborts made it shrink: never negative', '0 1', '10 0', '10 0', 0],
  ])('%s', (_, finished, running, waiting, arrived) => {
    const series = { [FINISHED]: finished, [RUNNING]: running, [WAITING]: waiting };
    const { arrivalsPerSecond } = measuresOf({ everySeconds: 10, series });
    // A lower bound: low is the value, and there is no high.
    expect(arrivalsPerSecond).toMatchObject({ value: arrived / 10, low: arrived / 10, unit: 'requestsPerSecond' });
    expect(arrivalsPerSecond).not.toHaveProperty('high');
  });

  it('gauges that are not exposed before the first step: nothing was in the system then', () => {
    const series = { [FINISHED]: '0 0 3', [RUNNING]: '_ 4 5', [WAITING]: '_ 0 2' };
    expect(measuresOf({ everySeconds: 5, series }).arrivalsPerSecond).toMatchObject({ value: (3 + 7) / 10 });
  });
});

describe('aborts after the first token are evident', () => {
  // 20 first tokens − 12 finished − 3 more running = 5 that are nowhere.
  const series = {
    ...histogram('time_to_first_token_seconds', [1], [20, 20], 4),
    [FINISHED]: '0 12',
    [RUNNING]: '1 4',
    [WAITING]: '0 0',
    [vllm('num_preemptions_total')]: '0 0',
  };
  const idsOf = (changed: Record<string, string>) =>
    annotationsOf(measuresOf({ series: { ...series, ...changed } }).arrivalsPerSecond);

  it('they are annotated', () => {
    expect(idsOf({})).toEqual(['aborts-possible']);
  });

  it('two may be in flight between the first token and the gauge', () => {
    expect(idsOf({ [FINISHED]: '0 15' })).toEqual([]);
    expect(idsOf({ [FINISHED]: '0 14' })).toEqual(['aborts-possible']);
  });

  it('preempted requests no longer run either, so then nothing is evident', () => {
    expect(idsOf({ [vllm('num_preemptions_total')]: '0 1' })).toEqual([]);
  });

  it('requests lost in a restart were not given up by clients', () => {
    // The finish counter falls from 50 to 12: a new process, and the numbers are those of the first test.
    expect(idsOf({ [FINISHED]: '50 12' })).toEqual([]);
  });

  it('gauges that are not exposed before the first step: what runs at the end came meanwhile', () => {
    // 5 first tokens, none finished, 5 run.
    const first = {
      [vllm('time_to_first_token_seconds_sum')]: '0 5 5',
      [vllm('time_to_first_token_seconds_count')]: '0 5 5',
      [FINISHED]: '0x2',
      [RUNNING]: '_ 5 5',
      [WAITING]: '_ 0 0',
      [vllm('num_preemptions_total')]: '0x2',
    };
    expect(annotationsOf(measuresOf({ series: first }).arrivalsPerSecond)).toEqual([]);
  });
});

describe('unknown', () => {
  it.each([
    ['without the finish counter', { [RUNNING]: '0 1', [WAITING]: '0 1' }, 'not-exported'],
    ['without the gauges', { [FINISHED]: '0 1', [RUNNING]: '0 1' }, 'not-exported'],
    ['when they are gone at the end', { [FINISHED]: '0 0 9', [RUNNING]: '0 9 _', [WAITING]: '0 0 _' }, 'not-exported'],
    ['after one scrape', { [FINISHED]: '1', [RUNNING]: '1', [WAITING]: '1' }, 'one-sample'],
  ])('%s', (_, series, reason) => {
    expect(measuresOf({ series }).arrivalsPerSecond).toMatchObject({ known: false, reason });
  });
});
