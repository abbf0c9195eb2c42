import type { TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useState } from 'react';
import { DASHES, stacked, type ChartSeries } from './chart-series.ts';
import { chartStyles } from './chart-styles.ts';
import { LegendTable } from './LegendTable.tsx';
import { nearestTo, plotOf } from './plot.ts';
import { areaOf, pathOf, runsOf, type Vertex } from '../../../report/index.ts';
import { TexturePattern } from './TexturePattern.tsx';
import { TimeAxes } from './TimeAxes.tsx';
import { useSvgId } from './use-svg-id.ts';
import { useWidth } from './use-width.ts';

interface TimeChartProps {
  /** What is shown, for those who cannot see it; the numbers stand in the table below. */
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly unit: string;
  readonly range: TimeRange;
  readonly timeZone: TimeZone;
  /** Areas on top of each other instead of lines. */
  readonly isStacked?: boolean;
  readonly ceiling?: number;
  readonly height?: number;
}

/** Lines, the first with its band, or stacked areas, over time; below it what they are, with numbers. */
export function TimeChart(props: TimeChartProps) {
  const { title, series, unit, range, timeZone, isStacked = false, ceiling, height = 170 } = props;
  const styles = useStyles2(chartStyles);
  const theme = useTheme2();
  const id = useSvgId();
  const [element, width] = useWidth();
  const [cursor, setCursor] = useState<number>();
  const drawn = isStacked ? stacked(series) : series;
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const plot = plotOf(drawn, { width, height, from, to, ceiling });
  const colourOf = ({ colour }: ChartSeries): string => theme.visualization.getColorByName(colour);
  const verticesOf = (times: readonly number[], values: readonly (number | null)[]): (Vertex | null)[] =>
    values.map((value, i) => (value === null ? null : { x: plot.x(times[i] ?? from), y: plot.y(value) }));
  const times = series[0]?.times ?? [];
  const cursorTime = cursor === undefined ? undefined : times[cursor];
  return (
    <div ref={element}>
      <svg
        className={styles.chart}
        role="img"
        aria-label={title}
        viewBox={`0 0 ${width} ${height}`}
        height={height}
        onPointerMove={(event) => {
          setCursor(nearestTo(times, plot, event.clientX - event.currentTarget.getBoundingClientRect().left));
        }}
        onPointerLeave={() => {
          setCursor(undefined);
        }}
      >
        <defs>
          {drawn.map((each, i) => (
            <TexturePattern key={i} id={`${id}-${i}`} colour={colourOf(each)} texture={each.texture ?? 'plain'} />
          ))}
          <clipPath id={`${id}-plot`}>
            <rect x={plot.left} y={0} width={plot.right - plot.left} height={plot.bottom + 1} />
          </clipPath>
        </defs>
        <TimeAxes plot={plot} unit={unit} timeZone={timeZone} />
        <g clipPath={`url(#${id}-plot)`}>
          {drawn.map((each, i) => {
            const [lower, upper] = [each.low ?? [], each.high ?? []].map((edge) => verticesOf(each.times, edge));
            return (
              <g key={i}>
                {runsOf(isStacked || i === 0 ? (upper ?? []) : []).map(({ start, values }) => (
                  <path
                    key={start}
                    d={areaOf(
                      values,
                      (lower ?? []).slice(start, start + values.length).flatMap((edge) => edge ?? []),
                    )}
                    fill={isStacked ? `url(#${id}-${i})` : colourOf(each)}
                    fillOpacity={isStacked ? 1 : 0.2}
                    stroke="none"
                  />
                ))}
                {runsOf(isStacked ? (upper ?? []) : verticesOf(each.times, each.values)).map(({ start, values }) => (
                  <path
                    key={start}
                    d={pathOf(values)}
                    fill="none"
                    stroke={colourOf(each)}
                    strokeWidth={isStacked ? 1 : 1.8}
                    strokeDasharray={isStacked ? undefined : DASHES[each.texture ?? 'plain']}
                  />
                ))}
              </g>
            );
          })}
          {cursorTime !== undefined && (
            <line data-role="cursor" x1={plot.x(cursorTime)} x2={plot.x(cursorTime)} y1={plot.top} y2={plot.bottom} />
          )}
        </g>
      </svg>
      <LegendTable {...{ title, series, unit, timeZone, isStacked, cursor }} />
    </div>
  );
}
