import { describe, expect, it } from 'vitest';
import { joinWindows } from '../../../src/metrics/window/index.ts';
import { foldOf, snapshotsOf, vllm, windowOf } from '../../build-page.ts';

it('a single scrape: nothing has happened yet, but its gauges are known', () => {
  const window = windowOf({ series: { [vllm('num_requests_running')]: '3', [vllm('prompt_tokens_total')]: '99' } });
  expect(window).toMatchObject({ startAtSeconds: 1000, endAtSeconds: 1000, seconds: 0, samples: 1 });
  expect([...window.increases]).toEqual([0]);
  expect(window.gauges.get('requestsRunning')).toMatchObject({ first: 3, last: 3, coveredSeconds: 0, integral: 0 });
});

it('the scrape that two windows share counts once', () => {
  const snapshots = snapshotsOf({ series: { [vllm('prompt_tokens_total')]: '0 5 9' } });
  const [early] = foldOf(snapshots.slice(0, 2));
  const [late] = foldOf(snapshots.slice(1));
  if (!early || !late) throw new Error('no window');
  expect(joinWindows(early, late)).toMatchObject({ samples: 3, seconds: 2, startAtSeconds: 1000, endAtSeconds: 1002 });
});

describe('plateau', () => {
  const plateauOf = (running: string, waiting: string) =>
    windowOf({ series: { [vllm('num_requests_running')]: running, [vllm('num_requests_waiting')]: waiting } }).plateau;

  it('counts the scrapes with something waiting at which running was largest; the first only begins the window', () => {
    expect(plateauOf('16 16 16 15 16 20', '1 1 2 3 1 0')).toEqual({
      samplesWaiting: 4,
      maximumRunning: 16,
      samplesAtMaximum: 3,
    });
  });

  it('is nothing where nothing waits', () => {
    expect(plateauOf('9x3', '0x3')).toEqual({ samplesWaiting: 0, maximumRunning: 0, samplesAtMaximum: 0 });
  });
});

describe('singleProcess: only one process says when its counters began', () => {
  it.each([
    ['process_start_time_seconds', true],
    [vllm('prompt_tokens_created'), true],
    ['something_else', false],
  ])('%s → %s', (name, expected) => {
    expect(windowOf({ series: { [vllm('prompt_tokens_total')]: '1 2', [name]: '5 5' } }).singleProcess).toBe(expected);
  });
});
