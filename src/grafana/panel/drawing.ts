import type { DataFrame } from '@grafana/data';
import {
  drawable,
  rooflineGeometry,
  type DrawableScene,
  type Geometry,
  type RooflineScene,
  type Size,
} from '../../roofline/drawing/index.ts';
import { letteringFor } from './letterings.ts';
import type { OperatingPoint, Picture } from './picture.ts';
import { picturesFromFrames } from './scene-from-frames.ts';
import { sceneInView, type View } from './scene-in-view.ts';

/** A picture laid out for a size. */
export interface Drawing {
  readonly scene: DrawableScene;
  readonly geometry: Geometry;
  readonly points: ReadonlyMap<string, OperatingPoint>;
}

export function drawingOf(picture: Picture, view: View, size: Size): Drawing {
  const lettering = letteringFor(size, picture.engines.length);
  const inView = sceneInView(picture, view);
  const scene = lettering.hasNumbers ? inView : withFewWords(inView);
  return {
    scene: drawable(inView),
    geometry: rooflineGeometry(scene, size, lettering),
    points: new Map(picture.engines.flatMap((engine) => engine.points.map((point) => [point.id, point]))),
  };
}

/** Where there is hardly room: no title, and of the limits the name of the one that binds. */
const withFewWords = (scene: RooflineScene): RooflineScene => ({
  ...scene,
  title: '',
  limits: scene.limits.map((limit) => (limit.binds ? limit : { ...limit, label: '' })),
});

/** All that is computed anew when data come, without the browser's part. */
export const redraw = (frames: readonly DataFrame[], view: View, size: Size): Drawing[] =>
  picturesFromFrames(frames).map((picture) => drawingOf(picture, view, size));
