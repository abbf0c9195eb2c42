import { expect, it } from 'vitest';
import { createLiveEngines } from '../../src/exporter/live-engines.ts';
import { engineWith } from './engine.ts';

const at = (endAtSeconds: number, engine = '0') =>
  engineWith({ engine, window: { startAtSeconds: 0, endAtSeconds, seconds: endAtSeconds, samples: 2 } });

it('lives as long as its window moves, and a while after', () => {
  const live = createLiveEngines(60);
  const counts = [
    [at(10), 10],
    [at(25), 25],
    [at(25), 40], // Silent from here on.
    [at(25), 85],
    [at(25), 86],
    [at(25), 1000],
    [at(1010), 1010], // Back.
  ].map(([engine, now]) => live([engine as ReturnType<typeof at>], now as number).length);
  expect(counts).toEqual([1, 1, 1, 1, 0, 0, 1]);
});

it('does not compare the clocks of two machines', () => {
  const live = createLiveEngines(60);
  expect(live([at(10)], 1_000_000)).toHaveLength(1);
  expect(live([at(25)], 1_000_015)).toHaveLength(1);
});

it('is told of each engine by itself', () => {
  const live = createLiveEngines(60);
  live([at(10, 'a'), at(10, 'b')], 0);
  expect(live([at(10, 'a'), at(100, 'b')], 90).map(({ engine }) => engine)).toEqual(['b']);
});
