import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelPlaces } from '../../../../src/report/html/charts/label-places.ts';

const FRAME = { left: 0, right: 1000, top: 20, bottom: 160 };
const level = (y: number) => Array.from({ length: 21 }, (_, i) => ({ x: i * 50, y }));

describe('the names of lines', () => {
  it('stand above their lines, away from the ends', () => {
    const places = labelPlaces([level(50), level(120)], FRAME);
    expect(places.map(({ line, y }) => [line, y])).toEqual([
      [0, 44],
      [1, 114],
    ]);
    for (const { x } of places) {
      expect(x).toBeGreaterThan(150);
      expect(x).toBeLessThan(750);
    }
  });

  it('stand where the lines are far apart', () => {
    // Together until the middle, then apart.
    const apart = level(100).map(({ x, y }) => ({ x, y: x < 500 ? y : 40 }));
    expect(labelPlaces([level(110), apart], FRAME)[0]?.x).toBeGreaterThan(600);
  });

  it('a line that is known nowhere has none', () => {
    expect(labelPlaces([level(50), level(60).map(() => undefined)], FRAME).map(({ line }) => line)).toEqual([0]);
    expect(labelPlaces([], FRAME)).toEqual([]);
  });

  it('never cover each other, and stay in the picture', () => {
    const course = fc.array(fc.option(fc.double({ min: 20, max: 160, noNaN: true }), { nil: undefined }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.array(course, { maxLength: 4 }), (courses) => {
        const lines = courses.map((ys) => ys.map((y, i) => (y === undefined ? undefined : { x: i * 50, y })));
        const heights = labelPlaces(lines, FRAME)
          .map(({ y }) => y)
          .sort((a, b) => a - b);
        for (const [i, y] of heights.entries()) {
          expect(y).toBeGreaterThanOrEqual(FRAME.top);
          if (i > 0) expect(y - (heights[i - 1] ?? 0)).toBeGreaterThanOrEqual(14.999);
        }
      }),
    );
  });
});
