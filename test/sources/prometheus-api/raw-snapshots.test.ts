import { describe, expect, it } from 'vitest';
import type { Labels, Series } from '../../../src/sources/prometheus-api/decode.ts';
import { rawSnapshots } from '../../../src/sources/prometheus-api/raw-snapshots.ts';

const OF_TARGET = { instance: 'a', job: 'vllm' };

const series = (labels: Labels, ...samples: readonly (readonly [at: number, value: number])[]): Series => ({
  labels: { ...OF_TARGET, engine: '0', ...labels },
  times: samples.map(([at]) => at),
  values: samples.map(([, value]) => value),
});

const up = (...samples: readonly (readonly [at: number, value: number])[]): Series[] => [
  series({ __name__: 'up' }, ...samples),
];

/** When each scrape was, and what its page shows. */
const pagesOf = (all: readonly Series[], ups: readonly Series[] = []) =>
  rawSnapshots('a', all, ups).map((snapshot) => [
    snapshot.atSeconds,
    'page' in snapshot
      ? snapshot.page.layout.series.map(({ name, labels }, i) => ({ name, labels, value: snapshot.page.values[i] }))
      : snapshot.failure.code,
  ]);

describe('the scrapes of a target', () => {
  it('are put together from the samples of one moment', () => {
    const running = series({ __name__: 'r', model_name: 'm' }, [1.001, 3], [2.001, 4]);
    const waiting = series({ __name__: 'w', model_name: 'm' }, [2.001, 5]);
    const labels = { engine: '0', model_name: 'm' };
    expect(pagesOf([running, waiting])).toEqual([
      [1.001, [{ name: 'r', labels, value: 3 }]],
      [
        2.001,
        [
          { name: 'r', labels, value: 4 },
          { name: 'w', labels, value: 5 },
        ],
      ],
    ]);
  });

  it('lack what the scraper added to all series alike, and keep what tells them apart', () => {
    const [page] = pagesOf([
      series({ __name__: 'x', finished_reason: 'stop' }, [1, 1]),
      series({ __name__: 'x', finished_reason: 'length' }, [1, 2]),
    ]);
    expect(page).toEqual([
      1,
      [
        { name: 'x', labels: { engine: '0', finished_reason: 'stop' }, value: 1 },
        { name: 'x', labels: { engine: '0', finished_reason: 'length' }, value: 2 },
      ],
    ]);
  });

  it('are in the order of time, with those that failed between them', () => {
    const pages = pagesOf([series({ __name__: 'x' }, [3, 1], [1, 1])], up([1, 1], [2, 0], [3, 1], [4, 0]));
    expect(pages.map(([at, what]) => [at, typeof what === 'string' ? what : 'page'])).toEqual([
      [1, 'page'],
      [2, 'unreachable'],
      [3, 'page'],
      [4, 'unreachable'],
    ]);
  });

  it('share one layout while the same series are there', () => {
    const snapshots = rawSnapshots('a', [series({ __name__: 'x' }, [1, 1], [2, 2])], []);
    const layouts = new Set(snapshots.flatMap((snapshot) => ('page' in snapshot ? [snapshot.page.layout] : [])));
    expect([snapshots.length, layouts.size]).toEqual([2, 1]);
  });

  it('of nothing are none', () => {
    expect(rawSnapshots('a', [], [])).toEqual([]);
  });
});
