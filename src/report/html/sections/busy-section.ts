import type { MeasureId } from '../../../analysis/index.ts';
import { pointsOf } from '../charts/chart-line.ts';
import { timeChart } from '../charts/time-chart.ts';
import { hasCourse, type EngineView } from '../engine-view.ts';
import type { Html } from '../html.ts';
import { table } from '../table.ts';
import { lookAt } from '../../text/look.ts';
import { brief } from '../value.ts';
import { onsetOf, stretchOf } from './course.ts';
import { figure } from './figure.ts';
import { section, type Section } from './section.ts';

const ROWS = [
  ['in system', 'requestsInSystem', 'littleSystemRequests', 'finished requests'],
  ['waiting', 'requestsWaiting', 'littleQueuedRequests', 'finished requests'],
  ['running', 'requestsRunning', 'littleRunningRequests', 'finished requests'],
  ['decoding', undefined, 'littleDecodingRequests', 'live'],
] as const satisfies readonly (readonly [string, MeasureId | undefined, MeasureId, string])[];

/** How many requests are there, by the gauges and by Little's law, over time where that is known. */
export function busySection(view: EngineView): Section | undefined {
  const look = lookAt(view.engine);
  return section({ id: 'busy', title: 'How busy' }, view, [
    hasCourse(view) ? course(view) : undefined,
    table({
      caption: "Requests in the engine, by its gauges and by Little's law",
      head: ['requests', 'gauges, mean', 'most', "Little's law", 'which sees'],
      rows: ROWS.map(([name, gauge, little, sees]) => [
        name,
        gauge === undefined ? '' : brief(look.measure(gauge)),
        gauge === undefined ? '' : brief(look.measure(`${gauge}Max`)),
        brief(look.measure(little)),
        sees,
      ]),
      numbers: [1, 2, 3],
    }),
    table({
      caption: 'What comes and goes',
      head: ['of', 'in', 'out'],
      rows: [
        ['requests', brief(look.measure('arrivalsPerSecond')), brief(look.measure('completionsPerSecond'))],
        ['tokens', brief(look.measure('promptTokensPerSecond')), brief(look.measure('generationTokensPerSecond'))],
        [
          'tokens per request',
          brief(look.measure('promptTokensPerRequest')),
          brief(look.measure('generationTokensPerRequest')),
        ],
      ],
      numbers: [1, 2],
    }),
  ]);
}

const course = (view: EngineView): Html =>
  figure(
    'Requests in the engine',
    "Solid: its gauges; dotted: those that run. Dashed: Little's law over the requests that finished, which lags while a queue grows or drains.",
    timeChart({
      ...stretchOf(view),
      title: "Requests in the engine over time, by its gauges and by Little's law",
      description: 'Means of each step. The numbers are in the table of the course.',
      unit: 'requests',
      lines: [
        { label: 'in system', look: 'plain', points: pointsOf(view.steps, 'requestsInSystem') },
        { label: "by Little's law", look: 'dashed', points: pointsOf(view.steps, 'littleSystemRequests') },
        ...(somebodyWaits(view)
          ? [{ label: 'running', look: 'dotted' as const, points: pointsOf(view.steps, 'requestsRunning') }]
          : []),
      ],
      mark: onsetOf(view),
    }),
  );

/** Where nobody waits, all that are there run: one line would hide the other. */
const somebodyWaits = ({ steps }: EngineView): boolean =>
  steps.some(({ then }) => {
    const waiting = then?.measures['requestsWaiting'];
    return waiting?.known === true && waiting.value > 0;
  });
