import { clamp } from '../../quantities/index.ts';
import type { Ceiling } from './roofs.ts';

/** What a roofline shows, in numbers; what of it is no number to draw is left out, see `drawable`. */
export interface RooflineScene {
  readonly title: string;
  /** `label` names the precision; its value is written behind it. Those not in use are drawn faint. */
  readonly roofs: readonly Roof[];
  readonly memory: Memory;
  /** A point above its roof is drawn there: then a declared number is wrong, and one should see it. */
  readonly points: readonly ScenePoint[];
  /** Where it was before, oldest first; the newest is where the point is. */
  readonly trail: readonly TrailPoint[];
  /** What the trail is; `earlier` where not given. */
  readonly trailLabel?: string;
  /** Vertical lines: "KV limit at batch 112". */
  readonly limits: readonly Limit[];
}

export interface Roof {
  readonly label: string;
  readonly flopPerSecond: number;
  readonly isUsed: boolean;
}

export interface Memory {
  readonly label: string;
  readonly bytesPerSecond: number;
}

export type PointKind = 'prefill' | 'decode' | 'together';

export interface TrailPoint {
  readonly intensityFlopPerByte: number;
  readonly flopPerSecond: number;
  /** Whose it is, where a picture shows several; each has a trail of its own. */
  readonly owner?: string;
}

export interface ScenePoint extends TrailPoint {
  readonly label: string;
  readonly kind: PointKind;
  /** Of the time that the engine is busy, 0–1; a point that nobody measured has none. */
  readonly busyShare?: number | undefined;
  /** What is possible for it, where that is known better than from the roofs: its mix of number formats. */
  readonly ceiling?: Ceiling | undefined;
  /** Whether its label is written beside it; if not given, it is. */
  readonly isLabelled?: boolean;
  /** Handed on to its mark, so that a renderer can tell which one it is. */
  readonly id?: string;
}

export interface Limit {
  readonly label: string;
  readonly intensityFlopPerByte: number;
  readonly binds: boolean;
  /** If not, it only keeps its place on the axes, so that they stay when it comes; if not given, it is. */
  readonly isDrawn?: boolean;
}

/** A scene of which every number can be drawn. */
export interface DrawableScene extends Omit<RooflineScene, 'memory'> {
  readonly memory: Memory | undefined;
}

/** Beyond 10⁻³⁰ … 10³⁰ lie only mistakes, and they would squeeze everything else into a corner. */
const isDrawable = (value: number): boolean => value >= 1e-30 && value <= 1e30;

/** NaN is no share, and not the share 0. */
const shareOf = (share = NaN): number | undefined => (Number.isNaN(share) ? undefined : clamp(share, 0, 1));

/** The scene without what has no place on a logarithmic axis: NaN, infinite, zero, negative. */
export function drawable(scene: RooflineScene): DrawableScene {
  const hasPlace = ({ intensityFlopPerByte, flopPerSecond }: TrailPoint): boolean =>
    isDrawable(intensityFlopPerByte) && isDrawable(flopPerSecond);
  return {
    title: scene.title,
    roofs: scene.roofs.filter(({ flopPerSecond }) => isDrawable(flopPerSecond)),
    memory: isDrawable(scene.memory.bytesPerSecond) ? scene.memory : undefined,
    points: scene.points.filter(hasPlace).map((point) => ({
      ...point,
      busyShare: shareOf(point.busyShare),
      ceiling: point.ceiling && isDrawable(point.ceiling.flopPerSecond) ? point.ceiling : undefined,
    })),
    trail: scene.trail.filter(hasPlace),
    ...(scene.trailLabel !== undefined && { trailLabel: scene.trailLabel }),
    limits: scene.limits.filter(({ intensityFlopPerByte }) => isDrawable(intensityFlopPerByte)),
  };
}
