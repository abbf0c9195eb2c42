import type { Box } from './box.ts';
import { formatFlopPerSecond } from './format-magnitude.ts';
import type { Lettering } from './lettering.ts';
import { ceilingAt, highestRoof, ridgeFlopPerByte } from './roofs.ts';
import { logScale, logTicks, niceDomain, type LogScale } from './scale.ts';
import type { DrawableScene } from './scene.ts';

/** The part of the picture inside the axes, and where values lie in it. */
export interface Plot {
  readonly box: Box;
  readonly intensity: LogScale;
  readonly flopPerSecond: LogScale;
  /** Positions where marks may stand. */
  x(intensityFlopPerByte: number): number;
  y(flopPerSecond: number): number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function plotOf(scene: DrawableScene, size: Size, lettering: Lettering): Plot {
  const { margin, snap } = lettering;
  const bottom = snap(size.height - margin.bottom - 1);
  const flopPerSecond = logScale(niceDomain(heights(scene), { lowExponent: 12, highExponent: 15 }), bottom, margin.top);
  const ticks = lettering.hasNumbers ? logTicks(flopPerSecond, lettering.lineHeight) : [];
  const numbers = ticks.map((tick) => lettering.widthOf(formatFlopPerSecond(tick)));
  const left = snap(Math.max(...numbers, 0) + 3 * lettering.gap);
  const right = size.width - margin.right;
  const intensity = logScale(niceDomain(intensities(scene), { lowExponent: 0, highExponent: 3 }), left, right);
  return {
    box: { left, top: margin.top, right, bottom },
    intensity,
    flopPerSecond,
    x: (value) => snap(intensity.position(value)),
    y: (value) => snap(flopPerSecond.position(value)),
  };
}

/** All that has to be seen, and of the slope and the flat a good piece. */
function intensities(scene: DrawableScene): number[] {
  const ridges = scene.memory
    ? scene.roofs.map(({ flopPerSecond }) => ridgeFlopPerByte(flopPerSecond, scene.memory?.bytesPerSecond ?? 1))
    : [];
  return [
    ...ridges.flatMap((ridge) => [ridge / 10, ridge * 3]),
    ...[...scene.points, ...scene.trail, ...scene.limits].map(({ intensityFlopPerByte }) => intensityFlopPerByte),
  ];
}

function heights(scene: DrawableScene): number[] {
  const highest = highestRoof(scene);
  const ceilings = [...scene.limits, ...scene.points]
    .map(({ intensityFlopPerByte }) => ceilingAt(scene, intensityFlopPerByte)?.flopPerSecond)
    .filter((ceiling) => ceiling !== undefined);
  return [
    ...(highest ? [highest.flopPerSecond / 10] : []),
    // The highest needs room for its label above it.
    ...scene.roofs.map(({ flopPerSecond }) => flopPerSecond * 2),
    // A line up to the roof needs room for its label below.
    ...ceilings.map((ceiling) => ceiling / 3),
    ...ceilings,
    ...[...scene.roofs, ...scene.points, ...scene.trail].map(({ flopPerSecond }) => flopPerSecond),
  ];
}
