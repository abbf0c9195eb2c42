import { mostOf } from '../asking/series.ts';
import type { ChartSeries } from './chart-series.ts';
import { linearScale, niceTicks, type Scale } from '../../../report/index.ts';

/** Where things lie in a chart. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly from: number;
  readonly to: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly ticks: readonly number[];
}

const MARGIN = { left: 62, right: 10, top: 8, bottom: 22 };

interface Extent {
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  /** Where the axis ends at the latest; shares end at 1. */
  readonly ceiling?: number | undefined;
}

export function plotOf(series: readonly ChartSeries[], { width, height, from, to, ceiling = Infinity }: Extent): Plot {
  const most = Math.max(0, ...series.map(({ values, high }) => mostOf([...(high ?? []), ...values]) ?? 0));
  const [left, right] = [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const ticks = niceTicks(Math.min(most, ceiling));
  return {
    ...{ left, right, top, bottom, from, to, ticks },
    x: linearScale([from, to], [left, right]),
    y: linearScale([0, ticks.at(-1) ?? 1], [bottom, top]),
  };
}

/** The point of time nearest to a place in the chart. */
export function nearestTo(times: readonly number[], plot: Plot, place: number): number | undefined {
  let nearest: number | undefined;
  times.forEach((time, i) => {
    const best = nearest === undefined ? Infinity : Math.abs(plot.x(times[nearest] ?? 0) - place);
    if (Math.abs(plot.x(time) - place) < best) nearest = i;
  });
  return nearest;
}
