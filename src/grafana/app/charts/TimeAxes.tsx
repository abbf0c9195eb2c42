import { dateTimeFormat } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { formatValue } from './format-value.ts';
import type { Plot } from './plot.ts';
import { timeTicks } from '../../../report/index.ts';

interface TimeAxesProps {
  readonly plot: Plot;
  readonly unit: string;
  readonly timeZone: TimeZone;
}

const PIXELS_PER_TIME = 90;

/** Gridlines with values at the left and times below. */
export function TimeAxes({ plot, unit, timeZone }: TimeAxesProps) {
  const { left, right, top, bottom, x, y, ticks, from, to } = plot;
  const { times, format } = timeTicks(from, to, Math.max(2, Math.floor((right - left) / PIXELS_PER_TIME)));
  return (
    <g data-role="axes">
      {ticks.map((tick) => (
        <g key={tick}>
          <line data-role="grid" x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {formatValue(tick, unit)}
          </text>
        </g>
      ))}
      {times.map((time) => (
        <g key={time}>
          <line data-role="grid" x1={x(time)} x2={x(time)} y1={top} y2={bottom} />
          <text x={Math.min(x(time), right - 16)} y={bottom + 15} textAnchor="middle">
            {dateTimeFormat(time, { format, timeZone })}
          </text>
        </g>
      ))}
    </g>
  );
}
