import type { MeasureId } from '../../../analysis/index.ts';
import { formatInterval, formatQuantity } from '../../../quantities/index.ts';
import type { ReportedMeasure } from '../../schema.ts';
import { ATTAINMENT, PROMISES } from '../../text/users-served.ts';
import { pointsOf } from '../charts/chart-line.ts';
import { rangeBar } from '../charts/range-bar.ts';
import { timeChart } from '../charts/time-chart.ts';
import { hasCourse, type EngineView } from '../engine-view.ts';
import { html, type Html, type Part } from '../html.ts';
import { table } from '../table.ts';
import { value } from '../value.ts';
import { onsetOf, stretchOf } from './course.ts';
import { figure } from './figure.ts';
import { section, type Section } from './section.ts';
import { standingOf, type Standing } from './standing.ts';

type Promise = keyof typeof PROMISES;

/** Goodput against the objectives, as the interval that the histograms allow. `share`: of requests that were to be good. */
export function servedSection(view: EngineView, share: number): Section | undefined {
  const { objective, measures } = view.engine;
  const promises = (Object.keys(PROMISES) as Promise[]).flatMap((promise) => {
    const seconds = objective[promise];
    return seconds === undefined ? [] : [{ promise, seconds }];
  });
  if (promises.length === 0) {
    return section({ id: 'served', title: 'Are users served?' }, view, [
      html`<p class="soft">
        No objective is declared: pass <code>--ttft 0.5 --tpot 0.05</code>, or write <code>objectives</code> into
        ridgeline.yaml.
      </p>`,
    ]);
  }
  const row = (name: string, id: MeasureId): Part[] => {
    const measured = measures[id];
    return [name, bar(measured, share), met(measured), standing(measured, share)];
  };
  return section({ id: 'served', title: 'Are users served?' }, view, [
    hasCourse(view) ? course(view, share) : undefined,
    table({
      caption: `Share of the requests that got what was promised; ${formatQuantity(share, 'ratio')} were to (dashed)`,
      head: ['promised', 'from 0 to 100 %', 'met by', 'so'],
      rows: [
        row('all of it: goodput', 'goodputRatio'),
        ...promises.map(({ promise, seconds }) =>
          row(`${PROMISES[promise]} ≤ ${formatQuantity(seconds, 'seconds')}`, ATTAINMENT[promise]),
        ),
      ],
      look: 'wide',
    }),
    measures['goodputRequestsPerSecond'] &&
      html`<p>
        Served as promised: ${value(measures['goodputRequestsPerSecond'])} of ${value(measures['completionsPerSecond'])}
        that finish.
      </p>`,
  ]);
}

const course = (view: EngineView, share: number): Html =>
  figure(
    'Goodput',
    'Share of the requests finishing then that were served as promised. The band holds the truth, the line is the best estimate.',
    timeChart({
      ...stretchOf(view),
      title: 'Goodput over time, between its bounds',
      description: 'A band for each step, and what was promised. The numbers are in the table of the course.',
      unit: 'ratio',
      ceiling: 1,
      lines: [{ label: 'goodput', look: 'plain', points: pointsOf(view.steps, 'goodputRatio') }],
      mark: onsetOf(view),
      target: { value: share, label: `promised: ${formatQuantity(share, 'ratio')}` },
    }),
  );

const bar = (measured: ReportedMeasure | undefined, target: number): Part =>
  measured?.known
    ? rangeBar({ low: measured.low ?? 0, high: measured.high ?? 1, value: measured.value, target })
    : undefined;

const met = (measured: ReportedMeasure | undefined): Html =>
  measured?.known
    ? html`${formatInterval(measured) ?? formatQuantity(measured.value, measured.unit)}`
    : value(measured);

const SAID: Readonly<Record<Standing, Html>> = {
  broken: html`<span class="broken">✕ missed</span>`,
  kept: html`✓ kept`,
  open: html`? may be kept`,
};

const standing = (measured: ReportedMeasure | undefined, share: number): Html =>
  measured?.known ? SAID[standingOf(measured, share)] : html`—`;
