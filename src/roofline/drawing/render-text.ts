import { clipped, type Box, type Position } from './box.ts';
import { canvas, PLAIN_DRAWING, type Brush, type Canvas, type DrawingPaint } from './canvas.ts';
import { rooflineGeometry } from './geometry.ts';
import { legendCells, legendLines, LIMIT_MARKS, POINT_MARKS, TRAIL_MARK } from './legend-lines.ts';
import { CELLS } from './lettering.ts';
import type { Circle, Line, Polyline, Primitive, Role, Text } from './primitives.ts';
import { drawable, type RooflineScene } from './scene.ts';

export interface TextSize {
  readonly columns: number;
  readonly rows: number;
  readonly paint?: DrawingPaint;
}

/** From here on there is room for the legend beside the picture. */
const WIDE_COLUMNS = 100;
const LEGEND_SHARE = 0.42;
const LEGEND_GAP = 3;

/** A roofline for a terminal, its legend at the right or, in narrow ones, below; never wider than `columns` (at least 40). */
export function renderRooflineText(scene: RooflineScene, { columns, rows, paint = PLAIN_DRAWING }: TextSize): string[] {
  const width = Math.max(CELLS.least.width, Math.floor(columns) || 0);
  const height = Math.max(2 * CELLS.least.height, Math.floor(rows) || 0);
  const shown = drawable(scene);
  const isWide = width >= WIDE_COLUMNS;
  const legendWidth = isWide ? Math.min(Math.floor(width * LEGEND_SHARE), legendCells(shown)) : width;
  const legend = legendLines(shown, legendWidth, isWide ? height - 4 : Math.floor(height / 2));
  const size = isWide ? { width: width - legendWidth - LEGEND_GAP, height } : { width, height: height - legend.length };
  const drawing = canvas(width, height);
  const { primitives, plot } = rooflineGeometry(scene, size, CELLS);
  for (const primitive of primitives) draw(primitive, plot, drawing);
  legend.forEach(({ text, brush }, i) => {
    if (isWide) drawing.write(size.width + LEGEND_GAP, 2 + i, text, brush);
    else drawing.write(0, size.height + i, text, brush);
  });
  return drawing.lines(paint);
}

const BRUSHES: Readonly<Partial<Record<Role, Brush>>> = {
  axis: 'faint',
  tick: 'faint',
  'roof-unused': 'faint',
  limit: 'faint',
  'limit-binding': 'accent',
  trail: 'faint',
  title: 'strong',
};

function draw(primitive: Primitive, plot: Box, drawing: Canvas): void {
  if (primitive.shape === 'polyline') drawPolyline(primitive, plot, drawing);
  else if (primitive.shape === 'line') drawLine(primitive, drawing);
  else if (primitive.shape === 'circle') drawMark(primitive, drawing);
  else drawText(primitive, drawing);
}

function drawPolyline({ role, vertices }: Polyline, plot: Box, drawing: Canvas): void {
  if (role === 'trail') return;
  vertices.slice(1).forEach((to, i) => {
    const from = vertices[i] ?? to;
    const slope = from.y === to.y ? undefined : clipped({ from, to }, insideAxes(plot));
    if (slope) drawing.trace(slope.from, slope.to, BRUSHES[role]);
    if (from.y === to.y) drawRow(from, to, role === 'roof-unused' ? '┄' : '─', BRUSHES[role], drawing);
  });
}

const insideAxes = (plot: Box): Box => ({
  ...plot,
  left: Math.floor(plot.left) + 1,
  bottom: Math.floor(plot.bottom) - 0.01,
});

function drawRow(from: Position, to: Position, character: string, brush: Brush, drawing: Canvas): void {
  for (let x = Math.floor(from.x); x < to.x; x++) drawing.put(x, Math.floor(from.y), character, brush);
}

function drawLine({ role, from, to }: Line, drawing: Canvas): void {
  if (role === 'gridline' || role === 'leader') return;
  const [x, y] = [Math.floor(from.x), Math.floor(from.y)];
  const isVertical = from.x === to.x;
  if (role === 'tick') {
    const isCorner = drawing.at(x, y) === '└' || drawing.at(x, y) === '┼';
    drawing.put(x, y, isCorner ? '┼' : isVertical ? '┬' : '┤', BRUSHES[role]);
  } else if (isVertical) {
    const character = role === 'axis' ? '│' : role === 'limit' ? LIMIT_MARKS.limit : LIMIT_MARKS.binding;
    const [top, bottom] = [Math.floor(to.y), Math.floor(Math.max(from.y, to.y))];
    for (let row = Math.min(y, top); row < bottom; row++) drawing.put(x, row, character, BRUSHES[role]);
  } else {
    for (let column = x; column < to.x; column++) drawing.put(column, y, column === x ? '└' : '─', BRUSHES[role]);
  }
}

/** A point whose cell another one has goes beside it. */
function drawMark({ role, centre, kind }: Circle, drawing: Canvas): void {
  const [column, row] = [Math.floor(centre.x), Math.floor(centre.y)];
  if (role === 'trail') drawing.put(column, row, TRAIL_MARK, BRUSHES[role]);
  if (role !== 'point' || !kind) return;
  const marks = Object.values(POINT_MARKS);
  const beside = [column, column + 1, column - 1].find((each) => !marks.includes(drawing.at(each, row))) ?? column;
  drawing.put(beside, row, POINT_MARKS[kind]);
}

// A label on a roof interrupts it.
const ROOF_LINES = new Set(['─', '┄']);

function drawText({ role, of, text, box }: Text, drawing: Canvas): void {
  const brush = BRUSHES[of ?? role];
  drawing.write(box.left, box.top, text, brush);
  for (const beside of [box.left - 1, box.right]) {
    if (ROOF_LINES.has(drawing.at(beside, box.top)) && role === 'label') drawing.put(beside, box.top, ' ');
  }
}
