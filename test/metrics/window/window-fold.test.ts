import { describe, expect, it } from 'vitest';
import { increaseOf, type Window } from '../../../src/metrics/window/index.ts';
import { foldOf, snapshotsOf, vllm, windowOf, windowsOf, type Run } from '../../build-page.ts';

const TOKENS = vllm('generation_tokens_total');
const idsOf = (window: Window | undefined): string[] => (window?.annotations ?? []).map(({ id }) => id);

describe('failed scrapes', () => {
  it('are counted, and what happened meanwhile is not lost', () => {
    const window = windowOf({ series: { [TOKENS]: '0+10x5' }, failing: [2, 3] });
    expect(window).toMatchObject({ seconds: 5, samples: 4, quality: { failedScrapes: 2, longestStepSeconds: 3 } });
    expect(increaseOf(window, 'generationTokens')).toBe(50);
  });

  it('count at the end too, where no scrape answers any more', () => {
    expect(windowOf({ series: { [TOKENS]: '0+10x5' }, failing: [4, 5] }).quality.failedScrapes).toBe(2);
  });

  it('of one target are not those of another', () => {
    const good = snapshotsOf({ series: { [TOKENS]: '1 2' }, target: 'a' });
    const bad = snapshotsOf({ series: { [TOKENS]: '1 2 3' }, target: 'b', failing: [1] });
    expect(foldOf([...good, ...bad]).map(({ quality }) => quality.failedScrapes)).toEqual([0, 1]);
  });

  it('alone give no window', () => {
    expect(windowsOf({ series: { [TOKENS]: '1 2' }, failing: [0, 1] })).toEqual([]);
  });
});

describe('engines that come and go', () => {
  const other = 'vllm:num_requests_running{engine="1",model_name="m"}';

  it('an engine first seen after the target answered', () => {
    const [first, late] = windowsOf({ series: { [TOKENS]: '0x4', [other]: '_x2 1x2' } });
    expect(idsOf(first)).toEqual([]);
    expect(late).toMatchObject({ startAtSeconds: 1002, seconds: 2, samples: 3 });
    expect(idsOf(late)).toEqual(['engine-appeared']);
  });

  it('an engine last seen before the target answered last', () => {
    const [, gone] = windowsOf({ series: { [TOKENS]: '0x4', [other]: '1x1 _x3' } });
    expect(gone).toMatchObject({ endAtSeconds: 1001, seconds: 1, samples: 2 });
    expect(idsOf(gone)).toEqual(['engine-vanished']);
  });

  it('the same labels at two targets are two engines', () => {
    const windows = foldOf([
      ...snapshotsOf({ series: { [TOKENS]: '0 1' }, target: 'a' }),
      ...snapshotsOf({ series: { [TOKENS]: '0 5' }, target: 'b' }),
    ]);
    expect(windows.map((window) => [window.engine.target, increaseOf(window, 'generationTokens')])).toEqual([
      ['a', 1],
      ['b', 5],
    ]);
  });
});

describe('a sliding fold', () => {
  const run: Run = {
    everySeconds: 5,
    series: {
      [TOKENS]: '0 3 7 20 4 9 11 30 31', // with a restart
      [vllm('num_requests_running')]: '1 4 2 8 0 5 5 6 1',
      [vllm('num_requests_waiting')]: '0 0 3 1 0 2 2 2 0',
    },
    failing: [5],
  };

  it.each([5, 10, 12, 20, 40, 1000])('over %i s equals a fresh fold of the same stretch', (keepSeconds) => {
    const snapshots = snapshotsOf(run);
    const last = snapshots.at(-1)?.atSeconds ?? 0;
    const stretch = snapshots.filter(({ atSeconds }) => atSeconds >= last - keepSeconds);
    const [sliding, ...others] = foldOf(snapshots, keepSeconds);
    const [fresh] = foldOf(stretch);
    if (!sliding || !fresh || others.length > 0) throw new Error('not one window');
    expect([sliding.seconds, sliding.samples]).toEqual([fresh.seconds, fresh.samples]);
    expect([...sliding.increases]).toEqual([...fresh.increases]);
    expect(sliding.gauges).toEqual(fresh.gauges);
    expect([sliding.quality, sliding.plateau]).toEqual([fresh.quality, fresh.plateau]);
  });

  it('drops engines that are gone for longer', () => {
    const series = { [TOKENS]: '0x6', 'vllm:num_requests_running{engine="1",model_name="m"}': '1 _' };
    expect(foldOf(snapshotsOf({ series }), 3)).toHaveLength(1);
    expect(foldOf(snapshotsOf({ series }), 6)).toHaveLength(2);
  });

  it('keeps at least the last step', () => {
    const [window] = foldOf(snapshotsOf({ everySeconds: 30, series: { [TOKENS]: '0+3x4' } }), 10);
    expect(window).toMatchObject({ seconds: 30, samples: 2 });
  });
});

describe('a sliding fold whose clock steps back', () => {
  it('keeps the stretches that reach into it, and counts no time for the step', () => {
    // At 15 it reaches back to 7: 0 → 10 is gone, 10 → 5 is no time, 5 → 15 stays.
    const [window] = foldOf(snapshotsOf({ atSeconds: [0, 10, 5, 15], series: { [TOKENS]: '0 1 3 7' } }), 8);
    expect(window).toMatchObject({ seconds: 10, endAtSeconds: 15, quality: { clockSteps: 1, restarts: 0 } });
    expect(window && increaseOf(window, 'generationTokens')).toBe(4);
  });

  it('drops what a step far back left in the future', () => {
    const atSeconds = [1000, 1001, 1002, ...Array.from({ length: 11 }, (_, i) => i)];
    const [window] = foldOf(snapshotsOf({ atSeconds, series: { [TOKENS]: '0+1x13' } }), 3);
    expect(window).toMatchObject({ seconds: 3, startAtSeconds: 7, endAtSeconds: 10, quality: { clockSteps: 0 } });
  });

  it('forgets the step when the stretches around it are gone', () => {
    const [window] = foldOf(snapshotsOf({ atSeconds: [0, 10, 5, 15, 25], series: { [TOKENS]: '0 1 3 7 9' } }), 8);
    expect(window).toMatchObject({ seconds: 10, samples: 2, startAtSeconds: 15, quality: { clockSteps: 0 } });
    expect(window && increaseOf(window, 'generationTokens')).toBe(2);
  });
});

it('an engine that was there from the start did not appear, however far the window has slid', () => {
  const [window] = foldOf(snapshotsOf({ atSeconds: [0, 10, 11, 12], series: { [TOKENS]: '0 1 2 3' } }), 5);
  expect(window?.startAtSeconds).toBe(10);
  expect(idsOf(window)).toEqual([]);
});

it('an engine that appeared before the window began did not appear in it', () => {
  const other = 'vllm:num_requests_running{engine="1",model_name="m"}';
  const lateOf = (keepSeconds: number) =>
    foldOf(snapshotsOf({ series: { [TOKENS]: '0x9', [other]: '_ 1x8' } }), keepSeconds)[1];
  expect(idsOf(lateOf(20))).toEqual(['engine-appeared']);
  expect(idsOf(lateOf(5))).toEqual([]);
});
