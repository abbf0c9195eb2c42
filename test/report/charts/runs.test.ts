import { describe, expect, it } from 'vitest';
import { areaOf, pathOf, runsOf } from '../../../src/report/index.ts';

describe('runs', () => {
  it('break at gaps', () => {
    expect(runsOf([null, 1, 2, null, 3])).toEqual([
      { start: 1, values: [1, 2] },
      { start: 4, values: [3] },
    ]);
  });

  it('are paths, a single point a dash', () => {
    expect(
      pathOf([
        { x: 1, y: 2 },
        { x: 3.04, y: 4 },
      ]),
    ).toBe('M1 2L3 4');
    expect(pathOf([{ x: 5, y: 2 }])).toBe('M4 2h2');
  });

  it('are areas between an upper and a lower edge', () => {
    const edge = (y: number) => [0, 1].map((x) => ({ x, y }));
    expect(areaOf(edge(1), edge(3))).toBe('M0 1L1 1L1 3L0 3Z');
  });
});
