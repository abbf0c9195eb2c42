import type { Primitive } from '../../roofline/drawing/index.ts';

export interface TrailPath {
  readonly d: string;
  readonly width: number;
  readonly opacity: number;
  readonly isDimmed: boolean;
}

// Shades from the oldest to the newest.
const SHADES = 8;
const FAINTEST = 0.15;
const STRONGEST = 0.9;
const LINE_OPACITY = 0.3;

/**
 * All trails as a handful of paths, for a browser draws ten paths far faster than thousands of circles. A dot is a line
 * without length, with round ends. Where an engine is current, the trails of others are dimmed.
 */
export function trailPaths(primitives: readonly Primitive[], currentOwner?: string): TrailPath[] {
  const paths = new Map<string, { d: string[]; width: number; opacity: number; isDimmed: boolean }>();
  const draw = (owner: string | undefined, shade: number, width: number, opacity: number, d: string): void => {
    const isDimmed = currentOwner !== undefined && owner !== currentOwner;
    const key = `${shade} ${String(isDimmed)}`;
    const path = paths.get(key) ?? { d: [], width, opacity, isDimmed };
    paths.set(key, path);
    path.d.push(d);
  };
  for (const primitive of primitives) {
    if (primitive.role !== 'trail') continue;
    if (primitive.shape === 'polyline') {
      const points = primitive.vertices.map(({ x, y }) => `${rounded(x)} ${rounded(y)}`);
      draw(primitive.owner, -1, 1, LINE_OPACITY, `M${points.join('L')}`);
    } else if (primitive.shape === 'circle') {
      const { centre, freshness = 1, owner, radius } = primitive;
      const shade = Math.min(SHADES - 1, Math.floor(freshness * SHADES));
      const opacity = FAINTEST + ((STRONGEST - FAINTEST) * shade) / (SHADES - 1);
      draw(owner, shade, 2 * radius, opacity, `M${rounded(centre.x)} ${rounded(centre.y)}h0`);
    }
  }
  return [...paths.values()].map(({ d, ...path }) => ({ ...path, d: d.join('') }));
}

/** A tenth of a pixel is enough. */
const rounded = (value: number): number => Math.round(value * 10) / 10;
