import type { PointKind, RooflineScene } from '../../roofline/drawing/index.ts';
import { chiefPoint, type OperatingPoint, type Picture, type PictureEngine } from './picture.ts';

/** What of a picture can be hidden. */
export type Part = PointKind | 'trail' | 'limits' | 'unusedRoofs';

export interface View {
  readonly hiddenParts: ReadonlySet<Part>;
  /** By their keys. */
  readonly hiddenEngines: ReadonlySet<string>;
  readonly labelledEngines: number;
  /** The engine that one hovers or has focused. */
  readonly currentEngine?: string | undefined;
}

export const enginesInView = ({ engines }: Picture, { hiddenEngines }: Pick<View, 'hiddenEngines'>): PictureEngine[] =>
  engines.filter(({ key }) => !hiddenEngines.has(key));

/**
 * What is to be drawn of a picture:
 * - several engines are named once each, the current one at all of its points
 * - limits are those of the current engine, or else of the one farthest from its roof; the others' keep their places on the
 *   axes, so that nothing moves when one looks at another engine
 */
export function sceneInView(picture: Picture, view: View): RooflineScene {
  const { hiddenParts, labelledEngines, currentEngine } = view;
  const engines = enginesInView(picture, view);
  const ofLimits = engines.some(({ key }) => key === currentEngine) ? currentEngine : engines[0]?.key;
  const isLabelled = (engine: PictureEngine, i: number, point: OperatingPoint): boolean =>
    engines.length === 1 ||
    engine.key === currentEngine ||
    (i < labelledEngines && point.id === chiefPoint(engine.points)?.id);
  return {
    title: picture.hardware,
    roofs: picture.roofs.filter(({ isUsed }) => isUsed || !hiddenParts.has('unusedRoofs')),
    memory: picture.memory,
    points: engines.flatMap((engine, i) =>
      engine.points
        .filter(({ kind }) => !hiddenParts.has(kind))
        .map((point) => ({ ...point, isLabelled: isLabelled(engine, i, point) })),
    ),
    trail: hiddenParts.has('trail') ? [] : engines.flatMap(({ trail }) => trail),
    limits: hiddenParts.has('limits')
      ? []
      : engines.flatMap(({ key, name, limits }) =>
          limits.map((limit) => ({
            ...limit,
            label: engines.length > 1 ? `${name}: ${limit.label}` : limit.label,
            isDrawn: key === ofLimits,
          })),
        ),
  };
}
