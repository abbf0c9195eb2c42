import { printable } from '../../quantities/index.ts';
import type { Brush } from './canvas.ts';
import { limitText, standingText } from './describe.ts';
import { CELLS } from './lettering.ts';
import { fitText } from './place-text.ts';
import type { DrawableScene, PointKind } from './scene.ts';

export const POINT_MARKS: Readonly<Record<PointKind, string>> = { prefill: '◆', decode: '●', together: '○' };
export const TRAIL_MARK = '∘';
export const LIMIT_MARKS = { limit: '┊', binding: '┇' } as const;

export interface LegendLine {
  readonly text: string;
  readonly brush?: Brush;
}

// Mark, spaces and "100 % of roof, compute-bound".
const STANDING_CELLS = 32;
const LEAST_NAME = 8;

/** How wide a legend would like to be; by names alone, so that a picture drawn again and again stays where it is. */
export const legendCells = (scene: DrawableScene): number =>
  STANDING_CELLS + Math.max(0, ...scene.points.map(({ label }) => CELLS.widthOf(printable(label, CELLS.longestLabel))));

/** What is in the picture, one thing a line: points with what they reach, the trail, limits from left to right. */
export function legendLines(scene: DrawableScene, width: number, most: number): LegendLine[] {
  const longest = Math.max(LEAST_NAME, width - STANDING_CELLS);
  const names = scene.points.map(({ label }) => fitText(printable(label, CELLS.longestLabel), longest, CELLS));
  const widest = Math.max(0, ...names.map((name) => CELLS.widthOf(name)));
  const limits = scene.limits
    .filter(({ isDrawn }) => isDrawn !== false)
    .sort((left, right) => left.intensityFlopPerByte - right.intensityFlopPerByte);
  const lines: LegendLine[] = [
    ...scene.points.map((point, i): LegendLine => {
      const name = names[i] ?? '';
      const padding = ' '.repeat(widest - CELLS.widthOf(name) + 2);
      return { text: `${POINT_MARKS[point.kind]} ${name}${padding}${standingText(scene, point)}` };
    }),
    ...(scene.trail.length > 0
      ? [{ text: `${TRAIL_MARK} ${scene.trailLabel ?? 'earlier'}`, brush: 'faint' } as const]
      : []),
    ...limits.map((limit): LegendLine => {
      const text = limitText(limit, CELLS.longestLabel);
      return limit.binds
        ? { text: `${LIMIT_MARKS.binding} ${text}`, brush: 'accent' }
        : { text: `${LIMIT_MARKS.limit} ${text}`, brush: 'faint' };
    }),
  ];
  const shown =
    lines.length > most ? [...lines.slice(0, most - 1), { text: `… ${lines.length - most + 1} more` }] : lines;
  return shown.map((line) => ({ ...line, text: fitText(line.text, width, CELLS) }));
}
