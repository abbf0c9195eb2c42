import { boxAround } from './box.ts';
import { limitText, memoryText, roofText, shareText } from './describe.ts';
import { printable } from '../../quantities/index.ts';
import type { Lettering } from './lettering.ts';
import { limitLines, memoryRoof, ridges, roofLine, trailLines, usedRoofs } from './outline.ts';
import { placeLabels, type LabelWish, type WeightedLine } from './place-labels.ts';
import type { Spot } from './place-text.ts';
import type { Plot } from './plot.ts';
import type { Circle, Line, Polyline, Text } from './primitives.ts';
import { ceilingOf } from './roofs.ts';
import type { DrawableScene, Limit, Roof } from './scene.ts';

/** A label for each roof, point and limit, so placed that none covers another; the least important give way. */
export function labels(
  scene: DrawableScene,
  plot: Plot,
  marks: readonly Circle[],
  lettering: Lettering,
): (Text | Line)[] {
  const isUsed = (roof: Roof): boolean => roof.isUsed;
  const limits = scene.limits.filter(({ isDrawn }) => isDrawn !== false);
  const wishes = [
    ...scene.roofs.filter(isUsed).map((roof) => roofLabel(scene, roof, plot, lettering)),
    ...memoryLabel(scene, plot, lettering),
    ...marks.flatMap((mark, i) => pointLabel(scene, i, mark, lettering)),
    ...limits.filter(({ binds }) => binds).map((limit) => limitLabel(scene, limit, plot, lettering)),
    ...limits.filter(({ binds }) => !binds).map((limit) => limitLabel(scene, limit, plot, lettering)),
    ...scene.roofs.filter((roof) => !roof.isUsed).map((roof) => roofLabel(scene, roof, plot, lettering)),
  ];
  const dots = ridges(scene, plot, lettering.gap);
  return placeLabels(
    wishes,
    {
      bounds: plot.box,
      marks: [...marks, ...(lettering.isDetailed ? dots : [])].map(({ centre, radius }) => boxAround(centre, radius)),
      lines: [
        ...[...usedRoofs(scene, plot), ...memoryRoof(scene, plot)].flatMap((line) => segments(line, WEIGHTS.outline)),
        ...limitLines(scene, plot).map((line) => ({ ...line, weight: WEIGHTS.limit })),
        ...(scene.trail.length <= AVOIDABLE ? trailLines(scene, plot) : []).flatMap((line) =>
          segments(line, WEIGHTS.trail),
        ),
      ],
    },
    lettering,
  );
}

// How bad it is to write over a line.
const WEIGHTS = { outline: 12, limit: 3, trail: 2 };

// Dots of trails; among more, nothing keeps off them.
const AVOIDABLE = 500;

const segments = ({ vertices }: Polyline, weight: number): WeightedLine[] =>
  vertices.slice(1).map((to, i) => ({ from: vertices[i] ?? to, to, weight }));

// How far a label slides along its roof, in shares of the free line.
const SLIDES = [0, 0.25, 0.5, 0.75, 1];

/** At the right end on or above the line, else below, else further left as long as there is line. */
function roofLabel(scene: DrawableScene, roof: Roof, plot: Plot, lettering: Lettering): LabelWish {
  const [start, end] = roofLine(scene, roof, plot);
  const { gap, lift, lineHeight, longestLabel } = lettering;
  const text = roofText(roof, longestLabel);
  const room = end.x - start.x - lettering.widthOf(text) - 2 * gap;
  const spot = (slide: number, offset: number): Spot => ({
    x: end.x - gap - slide * room,
    y: end.y + offset,
    anchor: 'end',
  });
  const away = lift || lineHeight;
  const slides = room > 0 ? SLIDES.flatMap((slide) => [spot(slide, -lift), spot(slide, away)]) : [];
  return {
    text,
    of: roof.isUsed ? 'roof' : 'roof-unused',
    target: end,
    spots: [...slides, spot(0, -away), spot(0, away)],
  };
}

/** Left above the slope, somewhere about its middle. */
function memoryLabel(scene: DrawableScene, plot: Plot, lettering: Lettering): LabelWish[] {
  const { gap, lift, lineHeight, lineRadius, longestLabel } = lettering;
  const [from, to] = memoryRoof(scene, plot)[0]?.vertices ?? [];
  if (!scene.memory || !from || !to) return [];
  const along = (share: number): Spot => ({
    x: from.x + share * (to.x - from.x) - gap - lineRadius,
    y: from.y + share * (to.y - from.y) - Math.min(lift, lineHeight / 2),
    anchor: 'end',
  });
  return [
    {
      text: memoryText(scene.memory, longestLabel),
      of: 'memory-roof',
      target: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
      spots: [0.55, 0.65, 0.75, 0.45, 0.85, 0.35, 0.95].map(along),
    },
  ];
}

function pointLabel(scene: DrawableScene, i: number, { centre, radius }: Circle, lettering: Lettering): LabelWish[] {
  const { gap, clearance, lineHeight, isDetailed, longestLabel } = lettering;
  const point = scene.points[i];
  if (!point || point.isLabelled === false) return [];
  const share = shareText(point, ceilingOf(scene, point));
  const name = printable(point.label, longestLabel);
  const beside = radius + gap;
  const above = radius + lineHeight / 2 + clearance.y;
  const wish: LabelWish = {
    text: isDetailed && share ? `${name} · ${share}` : name,
    of: 'point',
    target: centre,
    spots: [
      { x: centre.x + beside, y: centre.y, anchor: 'start' },
      { x: centre.x - beside, y: centre.y, anchor: 'end' },
      { x: centre.x, y: centre.y + above, anchor: 'middle' },
      { x: centre.x, y: centre.y - above, anchor: 'middle' },
      { x: centre.x + beside, y: centre.y + above, anchor: 'start' },
      { x: centre.x + beside, y: centre.y - above, anchor: 'start' },
      { x: centre.x - beside, y: centre.y + above, anchor: 'end' },
      { x: centre.x - beside, y: centre.y - above, anchor: 'end' },
    ],
  };
  return [wish];
}

/** Beside its line, just over the axis, or higher. */
function limitLabel(scene: DrawableScene, limit: Limit, plot: Plot, lettering: Lettering): LabelWish {
  const { gap, lineHeight, lineRadius, longestLabel } = lettering;
  const beside = lineRadius + gap;
  const [line] = limitLines({ ...scene, limits: [limit] }, plot);
  const target = line?.from ?? { x: plot.box.left, y: plot.box.bottom };
  const levels = Math.max(1, Math.floor((target.y - (line?.to.y ?? 0)) / lineHeight));
  const spots = Array.from({ length: Math.min(levels, MOST_LEVELS) }, (_, level): Spot[] => {
    const y = target.y - (level + 0.5) * lineHeight - gap / 2;
    return [
      { x: target.x + beside, y, anchor: 'start' },
      { x: target.x - beside, y, anchor: 'end' },
    ];
  });
  return {
    text: limitText(limit, longestLabel),
    of: limit.binds ? 'limit-binding' : 'limit',
    target: { x: target.x, y: target.y - lineHeight },
    spots: spots.flat(),
  };
}

const MOST_LEVELS = 12;
