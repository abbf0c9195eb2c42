import { clipped, type Position } from './box.ts';
import type { Circle, Line, Polyline } from './primitives.ts';
import type { Plot } from './plot.ts';
import { ceilingAt, highestRoof, ridgeFlopPerByte } from './roofs.ts';
import type { DrawableScene, Roof, TrailPoint } from './scene.ts';

// The lines of the roofline: each compute roof from its own ridge to the right edge, the memory's up to the highest ridge in
// use, limits from the axis up to the roof.

export function unusedRoofs(scene: DrawableScene, plot: Plot): Polyline[] {
  const ridge = usedRidge(scene, plot);
  return scene.roofs
    .filter(({ isUsed }) => !isUsed)
    .map((roof) => {
      const [start, end] = roofLine(scene, roof, plot);
      // One above those in use is led up to along the memory roof.
      const lead = ridge && start.y < ridge.y ? [ridge] : [];
      return { shape: 'polyline', role: 'roof-unused', vertices: [...lead, start, end] };
    });
}

export const usedRoofs = (scene: DrawableScene, plot: Plot): Polyline[] =>
  scene.roofs
    .filter(({ isUsed }) => isUsed)
    .map((roof) => ({ shape: 'polyline', role: 'roof', vertices: roofLine(scene, roof, plot) }));

/** From the ridge of a roof to the right edge; without a memory roof over the whole width. */
export function roofLine(scene: DrawableScene, roof: Roof, plot: Plot): [Position, Position] {
  const y = plot.y(roof.flopPerSecond);
  const ridge = scene.memory && ridgeFlopPerByte(roof.flopPerSecond, scene.memory.bytesPerSecond);
  return [
    { x: ridge === undefined ? plot.box.left : plot.x(ridge), y },
    { x: plot.box.right, y },
  ];
}

/** Up to the highest ridge in use, or to the end of the picture; none where the bandwidth is unknown. */
export function memoryRoof(scene: DrawableScene, plot: Plot): Polyline[] {
  if (!scene.memory) return [];
  const { bytesPerSecond } = scene.memory;
  const at = (exponent: number): Position => ({
    x: plot.intensity.position(10 ** exponent),
    y: plot.flopPerSecond.position(bytesPerSecond * 10 ** exponent),
  });
  const from = at(plot.intensity.lowExponent);
  const line = clipped({ from, to: usedRidge(scene, plot) ?? at(plot.intensity.highExponent) }, plot.box);
  return line ? [{ shape: 'polyline', role: 'memory-roof', vertices: [line.from, line.to] }] : [];
}

function usedRidge(scene: DrawableScene, plot: Plot): Position | undefined {
  const highest = highestRoof(scene);
  return scene.memory && highest ? roofLine(scene, highest, plot)[0] : undefined;
}

export const ridges = (scene: DrawableScene, plot: Plot, radius: number): Circle[] =>
  scene.memory
    ? scene.roofs
        .filter(({ isUsed }) => isUsed)
        .map((roof) => ({ shape: 'circle', role: 'ridge', centre: roofLine(scene, roof, plot)[0], radius }))
    : [];

/** The trail of each owner, oldest first. */
export function trails({ trail }: Pick<DrawableScene, 'trail'>): [owner: string | undefined, TrailPoint[]][] {
  const byOwner = new Map<string | undefined, TrailPoint[]>();
  for (const point of trail) {
    const earlier = byOwner.get(point.owner);
    if (earlier) earlier.push(point);
    else byOwner.set(point.owner, [point]);
  }
  return [...byOwner];
}

/** From the oldest to the newest of each; none where there is but one. */
export const trailLines = (scene: DrawableScene, plot: Plot): Polyline[] =>
  trails(scene)
    .filter(([, points]) => points.length > 1)
    .map(([owner, points]) => ({
      shape: 'polyline',
      role: 'trail',
      ...(owner !== undefined && { owner }),
      vertices: points.map(({ intensityFlopPerByte, flopPerSecond }) => ({
        x: plot.x(intensityFlopPerByte),
        y: plot.y(flopPerSecond),
      })),
    }));

/** From the axis up to what is possible there; those that bind last, on top. */
export const limitLines = (scene: DrawableScene, plot: Plot): Line[] =>
  scene.limits
    .filter(({ isDrawn }) => isDrawn !== false)
    .sort((left, right) => Number(left.binds) - Number(right.binds))
    .map(({ intensityFlopPerByte, binds }) => {
      const ceiling = ceilingAt(scene, intensityFlopPerByte);
      const x = plot.x(intensityFlopPerByte);
      return {
        shape: 'line',
        role: binds ? 'limit-binding' : 'limit',
        from: { x, y: plot.box.bottom },
        to: { x, y: ceiling ? plot.y(ceiling.flopPerSecond) : plot.box.top },
      };
    });
