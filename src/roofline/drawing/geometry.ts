import { printable } from '../../quantities/index.ts';
import { axes } from './axes.ts';
import type { Box } from './box.ts';
import { describePoint } from './describe.ts';
import { key } from './key.ts';
import { labels } from './labels.ts';
import { PIXELS, type Lettering } from './lettering.ts';
import { limitLines, memoryRoof, ridges, trailLines, trails, unusedRoofs, usedRoofs } from './outline.ts';
import { fitText, placeText } from './place-text.ts';
import { plotOf, type Plot, type Size } from './plot.ts';
import type { Circle, Primitive } from './primitives.ts';
import type { LogScale } from './scale.ts';
import { drawable, type DrawableScene, type RooflineScene } from './scene.ts';

/** A roofline as shapes, from back to front; y grows downwards. */
export interface Geometry extends Size {
  /** Inside the axes. */
  readonly plot: Box;
  readonly intensity: LogScale;
  readonly flopPerSecond: LogScale;
  readonly primitives: readonly Primitive[];
}

/**
 * Where everything of a roofline lies in a frame of this size; a frame too small to read is drawn as the least that is not.
 * - what is no number to draw is left out
 * - points lie where they are, above a roof too
 * - labels without room are left out, never drawn over each other
 */
export function rooflineGeometry(scene: RooflineScene, size: Size, lettering: Lettering = PIXELS): Geometry {
  const shown = inOrder(drawable(scene));
  const frame = {
    width: Math.max(lettering.least.width, size.width || 0),
    height: Math.max(lettering.least.height, size.height || 0),
  };
  const plot = plotOf(shown, frame, lettering);
  const marks = pointMarks(shown, plot, lettering);
  const texts = labels(shown, plot, marks, lettering);
  return {
    ...frame,
    plot: plot.box,
    intensity: plot.intensity,
    flopPerSecond: plot.flopPerSecond,
    primitives: [
      ...axes(plot, lettering),
      ...unusedRoofs(shown, plot),
      ...limitLines(shown, plot),
      ...trailLines(shown, plot),
      ...trailDots(shown, plot, lettering),
      ...memoryRoof(shown, plot),
      ...usedRoofs(shown, plot),
      ...ridges(shown, plot, lettering.gap * RIDGE_SHARE_OF_GAP),
      ...texts.filter(({ role }) => role === 'leader'),
      ...marks,
      ...texts.filter(({ role }) => role !== 'leader'),
      ...(lettering.hasKey ? key(shown, plot, frame.height - lettering.gap / 2, lettering) : []),
      ...title(shown, frame, plot, lettering),
    ],
  };
}

const RIDGE_SHARE_OF_GAP = 0.6;

/** Points without a share are as large as one that has a quarter. */
const shareOf = ({ busyShare = 0.25 }: DrawableScene['points'][number]): number => busyShare;

/** Small points over large ones. */
const inOrder = (scene: DrawableScene): DrawableScene => ({
  ...scene,
  points: [...scene.points].sort((left, right) => shareOf(right) - shareOf(left)),
});

function pointMarks(scene: DrawableScene, plot: Plot, { pointRadius }: Lettering): Circle[] {
  return scene.points.map((point) => ({
    shape: 'circle',
    role: 'point',
    centre: { x: plot.x(point.intensityFlopPerByte), y: plot.y(point.flopPerSecond) },
    radius: Math.max(pointRadius.least, pointRadius.most * Math.sqrt(shareOf(point))),
    kind: point.kind,
    description: describePoint(scene, point),
    ...(point.id !== undefined && { id: point.id }),
    ...(point.owner !== undefined && { owner: point.owner }),
  }));
}

/** Dots along each trail that keep apart. */
const trailDots = (scene: DrawableScene, plot: Plot, { dotRadius }: Lettering): Circle[] =>
  trails(scene).flatMap(([owner, points]) => {
    const dots: Circle[] = [];
    points.forEach(({ intensityFlopPerByte, flopPerSecond }, i) => {
      const centre = { x: plot.x(intensityFlopPerByte), y: plot.y(flopPerSecond) };
      const last = dots.at(-1)?.centre;
      if (last && Math.hypot(centre.x - last.x, centre.y - last.y) < DOT_DISTANCE * dotRadius) return;
      const freshness = points.length > 1 ? i / (points.length - 1) : 1;
      dots.push({
        shape: 'circle',
        role: 'trail',
        centre,
        radius: dotRadius,
        freshness,
        ...(owner !== undefined && { owner }),
      });
    });
    return dots;
  });

// In radii.
const DOT_DISTANCE = 3;

function title(scene: DrawableScene, frame: Size, plot: Plot, lettering: Lettering): Primitive[] {
  const x = lettering.align(lettering.gap);
  const fitting = fitText(printable(scene.title.trim()), (frame.width - 2 * x) / TITLE_SCALE, lettering);
  const y = plot.box.top / 2;
  return fitting === '' ? [] : [placeText({ text: fitting, role: 'title' }, { x, y, anchor: 'start' }, lettering)];
}

// Titles are set bold, and a little larger.
const TITLE_SCALE = 1.2;
