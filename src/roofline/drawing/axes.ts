import { formatFlopPerSecond, formatIntensity } from './format-magnitude.ts';
import type { Lettering } from './lettering.ts';
import { placeText } from './place-text.ts';
import type { Plot } from './plot.ts';
import type { Line, Primitive } from './primitives.ts';
import { logTicks } from './scale.ts';

// The longest that fits.
const CAPTIONS = ['arithmetic intensity, FLOP/byte', 'FLOP/byte'] as const;

/** Both axes with ticks, their numbers and lines at whole decades. */
export function axes(plot: Plot, lettering: Lettering): Primitive[] {
  const { left, right, top, bottom } = plot.box;
  const line = (role: Line['role'], x1: number, y1: number, x2: number, y2: number): Line => ({
    shape: 'line',
    role,
    from: { x: x1, y: y1 },
    to: { x: x2, y: y2 },
  });
  const { gap, clearance, lineHeight, hasNumbers } = lettering;
  const across = logTicks(plot.intensity, widestIntensity(plot, lettering) + gap).map((value) => ({
    value,
    x: plot.x(value),
  }));
  const upwards = logTicks(plot.flopPerSecond, lettering.lineHeight).map((value) => ({ value, y: plot.y(value) }));
  // Clear of the lowest number of the other axis.
  const belowAxis = bottom + Math.max(gap, lineHeight / 2 + clearance.y) + lineHeight / 2;
  const words = [
    ...across.map(({ value, x }) =>
      placeText({ text: formatIntensity(value), role: 'tick' }, { x, y: belowAxis, anchor: 'middle' }, lettering),
    ),
    ...upwards.map(({ value, y }) =>
      placeText({ text: formatFlopPerSecond(value), role: 'tick' }, { x: left - 2 * gap, y, anchor: 'end' }, lettering),
    ),
    placeText(
      { text: CAPTIONS.find((caption) => lettering.widthOf(caption) < right - gap) ?? CAPTIONS[1], role: 'axis' },
      { x: right, y: belowAxis + lineHeight, anchor: 'end' },
      lettering,
    ),
  ];
  return [
    ...across.filter(({ value }) => isDecade(value)).map(({ x }) => line('gridline', x, bottom, x, top)),
    ...upwards.filter(({ value }) => isDecade(value)).map(({ y }) => line('gridline', left, y, right, y)),
    line('axis', left, top, left, bottom),
    line('axis', left, bottom, right, bottom),
    ...across.map(({ x }) => line('tick', x, bottom, x, bottom + gap)),
    ...upwards.map(({ y }) => line('tick', left, y, left - gap, y)),
    ...(hasNumbers ? words : []),
  ];
}

const widestIntensity = ({ intensity }: Plot, { widthOf }: Lettering): number =>
  Math.max(0, ...logTicks(intensity, 0).map((value) => widthOf(formatIntensity(value))));

const isDecade = (value: number): boolean => Number.isInteger(Number(Math.log10(value).toFixed(9)));
