import fc from 'fast-check';
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

  it('leave nothing out, and count nothing twice, where scrapes come early and late', async () => {
    // Every ten seconds or so; steps of thirty.
    const atSeconds = [1000, 1009, 1021, 1029, 1041, 1049, 1059, 1072, 1080, 1090, 1101];
    const steps = await stepsOf(scrapes(11, { atSeconds }), { stepSeconds: 30, windowSeconds: 30 });
    expect(steps).toEqual([
      [1000, 1029, 30],
      [1029, 1059, 30],
      [1059, 1090, 30],
    ]);
  });

  it('law: add up to what happened until the last of them ended', async () => {
    const gaps = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 2, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(gaps, async (seconds) => {
        const atSeconds = seconds.map((_, i) => seconds.slice(0, i).reduce((sum, each) => sum + each, 1000));
        const steps = await stepsOf(scrapes(atSeconds.length, { atSeconds }));
        const last = atSeconds.indexOf(steps.at(-1)?.[1] ?? 1000);
        expect(steps.reduce((sum, [, , tokens]) => sum + (tokens ?? 0), 0)).toBe(10 * last);
      }),
    );
  });

  it('come to an end on a clock that runs away', async () => {
    const atSeconds = [1000, 1010, 1e300, 1.1e300];
    const steps = await stepsOf(scrapes(4, { atSeconds }));
    expect(steps[0]).toEqual([1000, 1010, 10]);
    expect(steps.length).toBeLessThanOrEqual(3);
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

  it('in which nothing answered are none; the one that ends an outage begins with its last page', async () => {
    const failing = Array.from({ length: 25 }, (_, i) => 8 + i);
    const observations = await collect(observeSteps(scrapes(51, { failing }), { stepSeconds: 10, windowSeconds: 10 }));
    expect(observations.map(({ startAtSeconds, endAtSeconds }) => [startAtSeconds, endAtSeconds])).toEqual([
      [1000, 1007],
      [1007, 1040],
      [1040, 1050],
    ]);
    const [first, second] = observations.map(({ windows: [window] }) => window);
    // The first tells of 8, 9 and 10, the second of 11 to 32.
    expect([first?.quality.failedScrapes, second?.quality.failedScrapes]).toEqual([3, 22]);
    expect(second && increaseOf(second, 'generationTokens')).toBe(330);
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
