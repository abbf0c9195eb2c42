import { expect, it } from 'vitest';
import { annotationsOf, ENGINE, measuresOf, vllm } from '../../build-page.ts';

const RUNNING = vllm('num_requests_running');
const WAITING = vllm('num_requests_waiting');

it('the time-average is the trapezoid through the scrapes, over unequal steps', () => {
  // 10 s from 0 to 4 is 20, 30 s from 4 to 2 is 90: 110 request-seconds in 40 s.
  const measures = measuresOf({ atSeconds: [0, 10, 40], series: { [RUNNING]: '0 4 2', [WAITING]: '1 1 1' } });
  expect(measures.requestsRunning).toMatchObject({ value: 110 / 40, annotations: [] });
  expect(measures.requestsInSystem).toMatchObject({ value: 150 / 40 });
});

it('the largest sample is a lower bound of the largest number', () => {
  const measures = measuresOf({ series: { [RUNNING]: '0 4 2', [WAITING]: '7 0 1' } });
  expect(measures.requestsRunningMax).toMatchObject({ value: 4, low: 4 });
  expect(measures.requestsRunningMax).not.toHaveProperty('high');
  expect(measures.requestsWaitingMax).toMatchObject({ value: 7 });
  expect(measures.requestsInSystemMax).toMatchObject({ value: 7 }); // not 4 + 7: never at once
});

it('with one scrape the average is that sample', () => {
  const { requestsRunning } = measuresOf({ series: { [RUNNING]: '3' } });
  expect(requestsRunning).toMatchObject({ value: 3 });
  expect(annotationsOf(requestsRunning)).toEqual(['gauge-only-sampled']);
});

it('a gauge absent part of the time is averaged over the rest, and says so', () => {
  const { requestsRunning } = measuresOf({ series: { [RUNNING]: '_ 2 4 _', [WAITING]: '0x3' } });
  expect(requestsRunning).toMatchObject({ value: 3 });
  expect(annotationsOf(requestsRunning)).toEqual(['gauge-partly-absent']);
});

it('why they wait, where vLLM says so, adds up to those waiting', () => {
  const reason = (name: string): string =>
    vllm('num_requests_waiting_by_reason', `${ENGINE.slice(0, -1)},reason="${name}"}`);
  const series = { [WAITING]: '2 4', [reason('capacity')]: '2 3', [reason('deferred')]: '0 1' };
  expect(measuresOf({ series }).requestsWaiting).toMatchObject({ value: 3, parts: { capacity: 2.5, deferred: 0.5 } });
});

it('a gauge that is not there is unknown, not 0', () => {
  const measures = measuresOf({ series: { [RUNNING]: '1 1' } });
  for (const id of ['requestsWaiting', 'requestsWaitingMax', 'requestsInSystem', 'requestsInSystemMax'] as const) {
    expect(measures[id]).toMatchObject({ known: false, reason: 'not-exported' });
  }
});
