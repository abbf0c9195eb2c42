import type { DataFrame } from '@grafana/data';
import {
  ceilingOf,
  drawable,
  type DrawableScene,
  type Limit,
  type Memory,
  type Roof,
  type RooflineScene,
  type ScenePoint,
  type TrailPoint,
} from '../../roofline/drawing/index.ts';

/** A row of a frame, from which links come. */
export interface Source {
  readonly frame: DataFrame;
  readonly row: number;
}

export interface OperatingPoint extends ScenePoint {
  readonly id: string;
  readonly source?: Source;
}

export interface PictureEngine {
  /** Tells engines apart whose names are alike. */
  readonly key: string;
  readonly name: string;
  readonly points: readonly OperatingPoint[];
  readonly trail: readonly TrailPoint[];
  readonly limits: readonly Limit[];
}

/** The roofs of one kind of hardware and the engines under them. */
export interface Picture {
  readonly hardware: string;
  readonly roofs: readonly Roof[];
  readonly memory: Memory;
  /** The farthest from its roof first. */
  readonly engines: readonly PictureEngine[];
  /** That there are, where more than are shown. */
  readonly engineCount: number;
}

/** A scene of one engine, measured or predicted, as a picture. */
export const pictureOfScene = ({ title, roofs, memory, points, trail, limits }: RooflineScene): Picture => ({
  hardware: title,
  roofs,
  memory,
  engines: [
    {
      key: '',
      name: '',
      points: points.map((point, i) => ({ ...point, id: point.id ?? `${i}` })),
      trail,
      limits,
    },
  ],
  engineCount: 1,
});

type Roofs = Pick<Picture, 'roofs' | 'memory'>;

/** Only what can be drawn, of the roofs and of one engine. */
export const drawableOf = ({ roofs, memory }: Roofs, { points, limits }: PictureEngine): DrawableScene =>
  drawable({ title: '', roofs, memory, points, trail: [], limits });

/** What an engine is judged by: both phases together, or else the first that there is. */
export const chiefPoint = <P extends ScenePoint>(points: readonly P[]): P | undefined =>
  points.find(({ kind }) => kind === 'together') ?? points[0];

/** The share of what the hardware would allow that an engine reaches; undefined where it or the roof is unknown. */
export function reachedShare(roofs: Roofs, engine: PictureEngine): number | undefined {
  const scene = drawableOf(roofs, engine);
  const point = chiefPoint(scene.points);
  const ceiling = point && ceilingOf(scene, point);
  return ceiling && point.flopPerSecond / ceiling.flopPerSecond;
}
