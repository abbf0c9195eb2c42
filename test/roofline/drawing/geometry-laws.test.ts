import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlap, type Box } from '../../../src/roofline/drawing/box.ts';
import { rooflineGeometry, type Geometry, type Primitive, type Text } from '../../../src/roofline/drawing/index.ts';
import { CELLS, PIXELS, type Lettering } from '../../../src/roofline/drawing/lettering.ts';
import { anyScene, plausibleScene, size } from './arbitrary-scene.ts';
import { SCENES } from './scenes.ts';

const LETTERINGS = [
  ['pixels', PIXELS],
  ['cells', CELLS],
] as const;

function boxOf(primitive: Primitive): Box {
  if (primitive.shape === 'text') return primitive.box;
  const [positions, radius] =
    primitive.shape === 'circle'
      ? [[primitive.centre], primitive.radius]
      : [primitive.shape === 'line' ? [primitive.from, primitive.to] : primitive.vertices, 0];
  const [xs, ys] = [positions.map(({ x }) => x), positions.map(({ y }) => y)];
  return {
    left: Math.min(...xs) - radius,
    top: Math.min(...ys) - radius,
    right: Math.max(...xs) + radius,
    bottom: Math.max(...ys) + radius,
  };
}

const isOutside = ({ left, top, right, bottom }: Box, { width, height }: Geometry): boolean =>
  !(left >= -1e-6 && top >= -1e-6 && right <= width + 1e-6 && bottom <= height + 1e-6);

function overlapping({ primitives }: Geometry): string[] {
  const texts = primitives.filter((each): each is Text => each.shape === 'text');
  return texts.flatMap((one, i) =>
    texts.slice(i + 1).flatMap((other) => (overlap(one.box, other.box) ? [`${one.text} over ${other.text}`] : [])),
  );
}

describe.each(LETTERINGS)('in %s', (_, lettering: Lettering) => {
  // What is NaN is not inside either.
  it('everything lies inside the frame, whatever comes', () => {
    fc.assert(
      fc.property(anyScene, size, (scene, frame) => {
        const geometry = rooflineGeometry(scene, frame, lettering);
        expect(geometry.primitives.filter((each) => isOutside(boxOf(each), geometry))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('no text lies over another, and no label over a point', () => {
    fc.assert(
      fc.property(anyScene, size, (scene, frame) => {
        const geometry = rooflineGeometry(scene, frame, lettering);
        expect(overlapping(geometry)).toEqual([]);
        const marks = geometry.primitives.filter(({ shape, role }) => shape === 'circle' && role === 'point');
        const labels = geometry.primitives.filter(({ role }) => role === 'label');
        expect(labels.filter((label) => marks.some((mark) => overlap(boxOf(mark), boxOf(label))))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('more FLOP/s is higher and more FLOP/byte further right', () => {
    fc.assert(
      fc.property(plausibleScene, (scene) => {
        const { intensity, flopPerSecond } = rooflineGeometry(scene, { width: 700, height: 400 }, lettering);
        expect(intensity.to).toBeGreaterThan(intensity.from);
        expect(flopPerSecond.to).toBeLessThan(flopPerSecond.from);
      }),
    );
  });
});

it('a point at a ridge lies on both roofs', () => {
  fc.assert(
    fc.property(plausibleScene, (scene) => {
      const roofs = scene.roofs.map((roof) => ({ ...roof, isUsed: true }));
      const points = roofs.map(({ label, flopPerSecond }) => ({
        label,
        kind: 'decode' as const,
        intensityFlopPerByte: flopPerSecond / scene.memory.bytesPerSecond,
        flopPerSecond,
        busyShare: 1,
      }));
      const geometry = rooflineGeometry({ ...scene, roofs, points }, { width: 700, height: 400 });
      const at = geometry.primitives.filter((each) => each.shape === 'circle');
      const lines = geometry.primitives.filter((each) => each.shape === 'polyline');
      const slope = lines.find(({ role }) => role === 'memory-roof')?.vertices ?? [];
      for (const { centre } of at.filter(({ description }) => description)) {
        const [from, to] = slope;
        if (!from || !to) throw new Error('no memory roof');
        const onSlope = from.y + ((centre.x - from.x) * (to.y - from.y)) / (to.x - from.x || 1);
        expect(onSlope).toBeCloseTo(centre.y, 5);
        const starts = lines.filter(({ role }) => role === 'roof').map(({ vertices }) => vertices[0]);
        expect(starts.some((start) => start && Math.hypot(start.x - centre.x, start.y - centre.y) < 1e-6)).toBe(true);
      }
    }),
  );
});

it.each(Object.entries(SCENES))('labels all of %s', (_, scene) => {
  const { primitives } = rooflineGeometry(scene, { width: 760, height: 440 });
  const labels = primitives.filter(({ role }) => role === 'label');
  const memory = 1;
  expect(labels).toHaveLength(scene.roofs.length + scene.points.length + scene.limits.length + memory);
});
