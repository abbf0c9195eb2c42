import { expect, it } from 'vitest';
import { followSource, type Followed } from '../../src/exporter/follow-source.ts';
import type { Observation } from '../../src/sources/index.ts';

const NOTHING: Observation = {
  startAtSeconds: 0,
  endAtSeconds: 0,
  samples: 0,
  slowestScrapeSeconds: null,
  windows: [],
  errors: [],
};

/** Follows as the script says: each run gives so many observations, then throws or ends. After the last, stops. */
async function follow(runs: readonly { readonly observations: number; readonly throws?: Error }[]) {
  const stop = new AbortController();
  let run = 0;
  const source: Followed = {
    name: 'script',
    async *follow() {
      const { observations = 0, throws } = runs[run++] ?? {};
      for (let i = 0; i < observations; i++) yield await Promise.resolve(NOTHING);
      if (run > runs.length) stop.abort();
      if (throws) throw throws;
    },
  };
  const [slept, broke]: [number[], unknown[]] = [[], []];
  let observed = 0;
  await followSource(source, {
    everySeconds: 1,
    windowSeconds: 1,
    clock: {
      nowSeconds: () => 0,
      sleep: async (seconds) => {
        slept.push(seconds);
        await Promise.resolve();
      },
    },
    signal: stop.signal,
    onObservation: async () => {
      observed += 1;
      await Promise.resolve();
    },
    onBreak: (error) => broke.push(error),
  });
  return { slept, broke: broke.map(String), observed };
}

it('follows again what throws, waiting twice as long each time, a minute at most', async () => {
  const throws = new Error('gone');
  const { slept, broke } = await follow(new Array(9).fill({ observations: 0, throws }));
  expect(slept).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect(new Set(broke)).toEqual(new Set(['Error: gone']));
});

it('follows again what ends', async () => {
  const { slept, broke, observed } = await follow([{ observations: 2 }, { observations: 1 }]);
  expect(observed).toBe(3);
  expect(slept).toEqual([1, 1]);
  expect(broke).toEqual(new Array(2).fill('Error: script has ended.'));
});

it('waits little again once something came', async () => {
  const throws = new Error('gone');
  const none = { observations: 0, throws };
  const { slept } = await follow([none, none, { observations: 1, throws }, none]);
  expect(slept).toEqual([1, 2, 1, 2]);
});

it('aborted beforehand, does nothing', async () => {
  const source: Followed = {
    name: 'never',
    follow: () => {
      throw new Error('followed');
    },
  };
  await followSource(source, {
    everySeconds: 1,
    windowSeconds: 1,
    clock: { nowSeconds: () => 0, sleep: () => Promise.resolve() },
    signal: AbortSignal.abort(),
    onObservation: () => Promise.resolve(),
    onBreak: (error) => {
      throw error;
    },
  });
});
