import { describe, expect, it } from 'vitest';
import { increaseOf } from '../../src/metrics/window/index.ts';
import { observeSteps, type Steps } from '../../src/sources/observe-steps.ts';
import { snapshotsOf, vllm } from '../build-page.ts';
import { collect } from './collect.ts';

const TOKENS = vllm('generation_tokens_total');

/** A scrape every second from 1000 s on; each counts ten more tokens. */
const scrapes = (count: number, further: { failing?: number[]; atSeconds?: number[] } = {}) =>
  snapshotsOf({ series: { [TOKENS]: `0+10x${count - 1}` }, ...further });

const stepsOf = async (snapshots: ReturnType<typeof scrapes>, steps: Partial<Steps> = {}) => {
  const observations = await collect(observeSteps(snapshots, { stepSeconds: 10, windowSeconds: 10, ...steps }));
  return observations.map(({ startAtSeconds, endAtSeconds, windows: [window] }) => [
    startAtSeconds,
    endAtSeconds,
    window && increaseOf(window, 'generationTokens'),
  ]);
};

describe('steps', () => {
  it('are one observation at the end of each', async () => {
    expect(await stepsOf(scrapes(31))).toEqual([
      [1000, 1010, 100],
      [1010, 1020, 100],
      [1020, 1030, 100],
    ]);
  });

  it('leave out a last one that is not whole', async () => {
    expect(await stepsOf(scrapes(30))).toHaveLength(2);
    expect(await stepsOf(scrapes(10))).toEqual([]);
  });

  it('begin where they are told to', async () => {
    const steps = await stepsOf(scrapes(31), { fromSeconds: 995 });
    expect(steps.map(([, end]) => end)).toEqual([1005, 1015, 1025]);
  });

  it('end with the last scrape before their end, where none lies on it', async () => {
    expect(await stepsOf(scrapes(31), { fromSeconds: 1000.5 })).toEqual([
      [1000, 1010, 100],
      [1010, 1020, 100],
    ]);
  });

  it('look back further where windows are longer', async () => {
    expect(await stepsOf(scrapes(31), { windowSeconds: 20 })).toEqual([
      [1000, 1010, 100],
      [1000, 1020, 200],
      [1010, 1030, 200],
    ]);
  });

  it('without a scrape have no observation', async () => {
    const atSeconds = [1000, 1005, 1010, 1038, 1040, 1045, 1050];
    const steps = await stepsOf(scrapes(7, { atSeconds }));
    expect(steps.map(([, end]) => end)).toEqual([1010, 1040, 1050]);
  });

  it('tell of scrapes that failed in them', async () => {
    const failing = [12, 13, 14];
    const [first, second] = await collect(
      observeSteps(scrapes(31, { failing }), { stepSeconds: 10, windowSeconds: 10 }),
    );
    expect(first?.windows[0]?.quality.failedScrapes).toBe(0);
    expect(second?.windows[0]?.quality.failedScrapes).toBe(3);
  });

  it('of nothing are none', async () => {
    expect(await stepsOf([])).toEqual([]);
  });

  it('add up to the whole', async () => {
    const steps = await stepsOf(scrapes(101), { stepSeconds: 4, windowSeconds: 4 });
    expect(steps).toHaveLength(25);
    expect(steps.reduce((sum, [, , tokens]) => sum + (tokens ?? 0), 0)).toBe(1000);
  });

  it('come while the scrapes do', async () => {
    let given = 0;
    async function* slowly() {
      for (const snapshot of scrapes(31)) {
        given++;
        yield await Promise.resolve(snapshot);
      }
    }
    await collect(observeSteps(slowly(), { stepSeconds: 10, windowSeconds: 10 }), 1);
    expect(given).toBe(11);
  });
});
