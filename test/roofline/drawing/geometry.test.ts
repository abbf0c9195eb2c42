import { describe, expect, it } from 'vitest';
import {
  ceilingAt,
  describeScene,
  PIXELS,
  drawable,
  rooflineGeometry,
  type Geometry,
  type Role,
  type RooflineScene,
} from '../../../src/roofline/drawing/index.ts';
import { B200, EMPTY, H100_BOTH } from './scenes.ts';

const SIZE = { width: 760, height: 440 };

/** 1 PFLOP/s over 1 TB/s: the ridge is at 1000 FLOP/byte. */
const ROUND: RooflineScene = {
  ...EMPTY,
  roofs: [{ label: 'bf16', flopPerSecond: 1e15, isUsed: true }],
};

const shapes = <S extends 'polyline' | 'line' | 'circle' | 'text'>({ primitives }: Geometry, shape: S, role: Role) =>
  primitives.filter((each): each is Extract<typeof each, { shape: S }> => each.shape === shape && each.role === role);

describe('roofs', () => {
  it('meet at the ridge, where the memory roof ends and the compute roof begins', () => {
    const geometry = rooflineGeometry(ROUND, SIZE);
    // Seen are ridge ÷ 10 … ridge × 3, so 10² … 10³·⁴⁸, in half decades with a margin 10¹·⁵ … 10⁴; and 10¹⁴ … 10¹⁵.
    expect([geometry.intensity.lowExponent, geometry.intensity.highExponent]).toEqual([1.5, 4]);
    expect([geometry.flopPerSecond.lowExponent, geometry.flopPerSecond.highExponent]).toEqual([13.5, 15.5]);
    const { left, right, top, bottom } = geometry.plot;
    const ridge = { x: left + ((right - left) * 1.5) / 2.5, y: bottom - ((bottom - top) * 1.5) / 2 };
    const [memory] = shapes(geometry, 'polyline', 'memory-roof');
    const [roof] = shapes(geometry, 'polyline', 'roof');
    expect(memory?.vertices[1]?.x).toBeCloseTo(ridge.x, 6);
    expect(memory?.vertices[1]?.y).toBeCloseTo(ridge.y, 6);
    expect(roof?.vertices[0]?.x).toBeCloseTo(ridge.x, 6);
    expect(roof?.vertices[0]?.y).toBeCloseTo(ridge.y, 6);
    expect(roof?.vertices[1]).toEqual({ x: right, y: roof?.vertices[0]?.y });
    // At 10¹·⁵ FLOP/byte memory allows 10¹³·⁵ FLOP/s: the slope starts in the corner.
    expect(memory?.vertices[0]).toEqual({ x: left, y: bottom });
    expect(shapes(geometry, 'circle', 'ridge')).toHaveLength(1);
  });

  it('that are unused and higher are led up to from the highest ridge in use', () => {
    const unused = shapes(rooflineGeometry(B200, SIZE), 'polyline', 'roof-unused');
    expect(unused.map(({ vertices }) => vertices.length)).toEqual([2, 2, 3]);
  });

  it('span the whole width where the bandwidth is unknown', () => {
    const geometry = rooflineGeometry({ ...ROUND, memory: { label: '', bytesPerSecond: NaN } }, SIZE);
    expect(shapes(geometry, 'polyline', 'memory-roof')).toEqual([]);
    expect(shapes(geometry, 'polyline', 'roof')[0]?.vertices[0]?.x).toBe(geometry.plot.left);
  });

  it('bound by memory left of the ridge and by compute right of it', () => {
    const scene = drawable(H100_BOTH);
    expect(ceilingAt(scene, 48)).toEqual({ flopPerSecond: 48 * 3.35e12, boundBy: 'memory' });
    expect(ceilingAt(scene, 1400)).toEqual({ flopPerSecond: 1979e12, boundBy: 'compute' });
    expect(ceilingAt({ roofs: [], memory: undefined }, 1)).toBeUndefined();
  });

  it('in use count, and of none in use all', () => {
    const unused = { label: 'fp4', flopPerSecond: 9e15, isUsed: false };
    expect(ceilingAt({ ...drawable(ROUND), roofs: [...ROUND.roofs, unused] }, 1e6)?.flopPerSecond).toBe(1e15);
    expect(ceilingAt({ ...drawable(ROUND), roofs: [unused] }, 1e6)?.flopPerSecond).toBe(9e15);
  });
});

describe('points', () => {
  const point = (flopPerSecond: number, busyShare: number) =>
    ({ label: 'p', kind: 'decode', intensityFlopPerByte: 100, flopPerSecond, busyShare }) as const;

  it('have an area in proportion to the time they are busy', () => {
    const [whole, quarter] = shapes(
      rooflineGeometry({ ...ROUND, points: [point(1e13, 0.25), point(5e13, 1)] }, SIZE),
      'circle',
      'point',
    ).filter(({ description }) => description);
    expect(whole?.radius).toBeCloseTo(2 * (quarter?.radius ?? 0), 9);
  });

  it('above a roof are drawn above it', () => {
    const geometry = rooflineGeometry({ ...ROUND, points: [point(3e14, 1)] }, SIZE);
    const [mark] = shapes(geometry, 'circle', 'point');
    // Memory allows 10¹⁴ there.
    expect(mark?.centre.y).toBeLessThan(geometry.flopPerSecond.position(1e14));
    expect(mark?.description).toContain('300 % of roof, memory-bound');
  });

  it('without a number are left out', () => {
    const points = [point(NaN, 1), point(Infinity, 1), point(0, 1), point(-1, 1), { ...point(1e12, NaN) }];
    const shown = shapes(rooflineGeometry({ ...ROUND, points }, SIZE), 'circle', 'point');
    expect(shown.filter(({ description }) => description)).toHaveLength(1);
  });
});

it('draws limits from the axis up to the roof, the one that binds last', () => {
  const limits = [
    { label: 'b', intensityFlopPerByte: 100, binds: true },
    { label: 'a', intensityFlopPerByte: 5000, binds: false },
  ];
  const geometry = rooflineGeometry({ ...ROUND, limits }, SIZE);
  const lines = geometry.primitives.filter(({ role }) => role === 'limit' || role === 'limit-binding');
  expect(lines.map(({ role }) => role)).toEqual(['limit', 'limit-binding']);
  const at = ({ intensity, flopPerSecond }: Geometry, x: number, y: number) => ({
    x: intensity.position(x),
    y: flopPerSecond.position(y),
  });
  expect(lines[0]).toMatchObject({ to: at(geometry, 5000, 1e15) });
  expect(lines[1]).toMatchObject({ to: at(geometry, 100, 1e14), from: { y: geometry.plot.bottom } });
});

it('ends the trail at its newest', () => {
  const geometry = rooflineGeometry(H100_BOTH, SIZE);
  const [line] = shapes(geometry, 'polyline', 'trail');
  const decode = shapes(geometry, 'circle', 'point').find(({ kind }) => kind === 'decode');
  expect(line?.vertices.at(-1)).toEqual(decode?.centre);
});

it('cuts long labels', () => {
  const label = 'x'.repeat(200);
  const geometry = rooflineGeometry({ ...ROUND, limits: [{ label, intensityFlopPerByte: 1500, binds: false }] }, SIZE);
  const [text] = shapes(geometry, 'text', 'label').filter(({ of }) => of === 'limit');
  expect(text?.text).toBe(`${'x'.repeat(30)}…`);
});

describe('a picture of several', () => {
  const trail = (owner: string, from: number) =>
    [1, 2, 3].map((step) => ({ owner, intensityFlopPerByte: from * step, flopPerSecond: 1e13 * step }));
  const point = (id: string, isLabelled: boolean) =>
    ({ id, owner: id, label: id, kind: 'decode', isLabelled, intensityFlopPerByte: 30, flopPerSecond: 3e13 }) as const;
  const scene: RooflineScene = {
    ...ROUND,
    points: [point('a', true), point('b', false)],
    trail: [...trail('a', 10), ...trail('b', 100)],
  };

  it('joins the trail of each by a line of its own, with dots from old to new', () => {
    const geometry = rooflineGeometry(scene, SIZE);
    expect(shapes(geometry, 'polyline', 'trail').map(({ owner, vertices }) => [owner, vertices.length])).toEqual([
      ['a', 3],
      ['b', 3],
    ]);
    const dots = shapes(geometry, 'circle', 'trail').filter(({ owner }) => owner === 'b');
    expect(dots.map(({ freshness }) => freshness)).toEqual([0, 0.5, 1]);
  });

  it('tells its marks apart, and labels only those that are to be labelled', () => {
    const geometry = rooflineGeometry(scene, SIZE);
    const marks = shapes(geometry, 'circle', 'point').filter(({ description }) => description);
    expect(marks.map(({ id, owner }) => [id, owner])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
    const labels = shapes(geometry, 'text', 'label').filter(({ of }) => of === 'point');
    expect(labels.map(({ text }) => text)).toEqual(['a · 100 % of roof']);
  });

  it('keeps room on the axes for a limit that is not drawn', () => {
    const limit = { label: 'KV full', intensityFlopPerByte: 1e6, binds: true };
    const drawn = rooflineGeometry({ ...scene, limits: [limit] }, SIZE);
    const hidden = { ...scene, limits: [{ ...limit, isDrawn: false }] };
    const kept = rooflineGeometry(hidden, SIZE);
    expect(kept.intensity.highExponent).toBe(drawn.intensity.highExponent);
    expect(shapes(drawn, 'line', 'limit-binding')).toHaveLength(1);
    expect(shapes(kept, 'line', 'limit-binding')).toEqual([]);
    expect(shapes(kept, 'text', 'label').filter(({ text }) => text.startsWith('KV'))).toEqual([]);
    expect(describeScene(drawable(hidden))).not.toContain('KV full');
  });
});

describe('a point with a ceiling of its own', () => {
  it('is measured by it', () => {
    const scene: RooflineScene = {
      ...ROUND,
      points: [
        {
          label: 'decode',
          kind: 'decode',
          intensityFlopPerByte: 100,
          flopPerSecond: 2e13,
          ceiling: { flopPerSecond: 4e13, boundBy: 'compute' },
        },
      ],
    };
    const [mark] = shapes(rooflineGeometry(scene, SIZE), 'circle', 'point');
    expect(mark?.description).toBe('decode: 20 TFLOP/s at 100 FLOP/byte, 50 % of roof, compute-bound');
    const [point] = scene.points;
    const odd = {
      ...scene,
      points: point ? [{ ...point, ceiling: { flopPerSecond: NaN, boundBy: 'compute' as const } }] : [],
    };
    expect(drawable(odd).points[0]?.ceiling).toBeUndefined();
  });
});

describe('a lettering', () => {
  it('without numbers and key leaves all the room to the picture', () => {
    const bare = rooflineGeometry(H100_BOTH, SIZE, { ...PIXELS, hasNumbers: false, hasKey: false });
    const texts = bare.primitives.filter(({ shape, role }) => shape === 'text' && /^(tick|axis|key)$/.test(role));
    expect(texts).toEqual([]);
    expect(bare.plot.left).toBe(3 * PIXELS.gap);
  });
});
