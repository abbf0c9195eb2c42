import { formatAlike, type Unit } from '../../../quantities/index.ts';
import { areaOf, pathOf, runsOf, type Vertex } from '../../charts/runs.ts';
import { linearScale, niceTicks, type Scale } from '../../charts/scale.ts';
import { html, type Html } from '../html.ts';
import type { ChartLine, ChartPoint } from './chart-line.ts';
import { labelPlaces } from './label-places.ts';
import { percent } from './percent.ts';
import { anchorAt, shareOf, timeAxis, type Stretch } from './time-axis.ts';

export interface TimeChart extends Stretch {
  readonly title: string;
  readonly description: string;
  readonly unit: Unit;
  /** The first lies on top. */
  readonly lines: readonly ChartLine[];
  /** An instant to be seen in all pictures: when it began. */
  readonly mark?: { readonly atSeconds: number; readonly label: string } | undefined;
  /** A height to be compared with. */
  readonly target?: { readonly value: number; readonly label: string } | undefined;
  /** Where the axis ends; shares end at 1. */
  readonly ceiling?: number | undefined;
}

const HEIGHT = 200;
const TOP = 32;
const BOTTOM = HEIGHT - 22;
const LETTERS = 15;

// The lines are stretched to the width of the page; letters are not, so they have places in per cent.
const WIDTH = 1000;

/** Lines over time with their bounds as bands, as wide as the page; what is not known is a gap. */
export function timeChart(chart: TimeChart): Html {
  const { title, description, unit, lines, mark, target, ceiling = Number.POSITIVE_INFINITY } = chart;
  const x = linearScale([chart.fromSeconds, chart.toSeconds], [0, WIDTH]);
  const ticks = niceTicks(Math.min(ceiling, highest(lines, target?.value)));
  const y = linearScale([0, ticks.at(-1) ?? 1], [BOTTOM, TOP]);
  const courses = lines.map(({ points }) =>
    points.map((point) => point && { x: x(point.atSeconds), y: y(point.value) }),
  );
  // A line that is alone is what the picture is called.
  const names = lines.length < 2 ? [] : labelPlaces(courses, { left: 0, right: WIDTH, top: TOP, bottom: BOTTOM });
  return html`<svg class="chart" role="img" width="100%" height="${HEIGHT}">
    <title>${title}</title>
    <desc>${description}</desc>
    ${timeAxis(chart, { top: TOP, bottom: BOTTOM })}
    ${ticks.map((tick) => html`<line class="grid" x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}" />`)}
    <svg
      y="${TOP}"
      width="100%"
      height="${BOTTOM - TOP + 1}"
      viewBox="0 ${TOP} ${WIDTH} ${BOTTOM - TOP + 1}"
      preserveAspectRatio="none"
    >
      ${[...lines].reverse().map((line) => [bands(line, x, y), course(line, x, y)])}
    </svg>
    ${mark && markAt(shareOf(mark.atSeconds, chart), mark.label)} ${target && targetAt(y(target.value), target.label)}
    ${formatAlike(ticks, unit).map((text, i) => html`<text class="halo" x="0" y="${y(ticks[i] ?? 0) - 4}">${text}</text>`)}
    ${names.map(({ line, x: at, y: height }) => html`<text class="halo name${lines[line]?.isAccent ? ' accent' : ''}" x="${percent(at / WIDTH)}" y="${height}" text-anchor="${anchorAt(at / WIDTH)}">${lines[line]?.label}</text>`)}
  </svg> `;
}

/** Bounds may be far away, and would press what is known to the ground: twice the highest value is enough of them. */
function highest(lines: readonly ChartLine[], target = 0): number {
  const points = lines.flatMap((line) => line.points.flatMap((point) => point ?? []));
  const most = points.reduce((so, { value }) => Math.max(so, value), target);
  const high = points.reduce((so, point) => Math.max(so, point.high ?? 0), 0);
  return Math.max(most, Math.min(high, most * 2));
}

const classOf = ({ look, isAccent = false }: ChartLine): string => `${look}${isAccent ? ' accent' : ''}`;

/** Without an upper bound a band leaves the picture. */
function bands(line: ChartLine, x: Scale, y: Scale): Html[] {
  const edge = ({ atSeconds, value, low, high }: ChartPoint, isUpper: boolean): Vertex | undefined =>
    low === undefined && high === undefined
      ? undefined
      : {
          x: x(atSeconds),
          y: isUpper ? (high === undefined ? 0 : Math.max(0, y(high))) : y(low ?? Math.min(0, value)),
        };
  const upper = line.points.map((point) => point && edge(point, true));
  const lower = line.points.map((point) => point && edge(point, false));
  return runsOf(upper).map(({ start, values }) => {
    const under = lower.slice(start, start + values.length).flatMap((each) => each ?? []);
    return html`<path class="band ${classOf(line)}" d="${areaOf(values, under)}" />`;
  });
}

const course = (line: ChartLine, x: Scale, y: Scale): Html[] =>
  runsOf(line.points.map((point) => point && { x: x(point.atSeconds), y: y(point.value) })).map(
    ({ values }) => html`<path class="line ${classOf(line)}" d="${pathOf(values)}" />`,
  );

const markAt = (share: number, label: string): Html =>
  html`<line class="mark" x1="${percent(share)}" x2="${percent(share)}" y1="2" y2="${BOTTOM}" /><text
      class="halo mark"
      x="${percent(share)}"
      dx="${share > 0.6 ? -5 : 5}"
      y="11"
      text-anchor="${share > 0.6 ? 'end' : 'start'}"
      >${label}</text
    >`;

const targetAt = (height: number, label: string): Html =>
  html`<line class="target" x1="0" x2="100%" y1="${height}" y2="${height}" /><text
      class="halo"
      x="100%"
      y="${height < TOP + LETTERS ? height + LETTERS : height - 5}"
      text-anchor="end"
      >${label}</text
    >`;
