import type { MeasureId } from '../../../analysis/index.ts';
import { pointsOf } from '../charts/chart-line.ts';
import { pairBar } from '../charts/pair-bar.ts';
import { timeChart } from '../charts/time-chart.ts';
import { hasCourse, type EngineView } from '../engine-view.ts';
import { html, type Html } from '../html.ts';
import { table } from '../table.ts';
import { residual } from '../../text/how-busy.ts';
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
  const longest = Math.max(
    ...ROWS.flatMap(([, gauge, little]) => [gauge && look.number(gauge), look.number(little)]).flatMap(
      (value) => value ?? [],
    ),
    0,
  );
  return section({ id: 'busy', title: 'How busy' }, view, [
    hasCourse(view) ? course(view) : undefined,
    table({
      caption: "Requests in the engine, by its gauges and by Little's law",
      head: ['requests', "gauges above, Little's law below", 'gauges, mean', 'most', "Little's law", 'which sees'],
      rows: ROWS.map(([name, gauge, little, sees]) => [
        name,
        pairBar({ above: gauge && look.number(gauge), below: look.number(little), longest }),
        gauge === undefined ? '' : brief(look.measure(gauge)),
        gauge === undefined ? '' : brief(look.measure(`${gauge}Max`)),
        brief(look.measure(little)),
        sees,
      ]),
      numbers: [2, 3, 4],
      look: 'wide',
    }),
    residual(look).map(
      ([, difference, parts]) =>
        html`<p>Difference in system, of the gauges: ${difference}${parts === '' ? undefined : html` (${parts})`}.</p>`,
    ),
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
    look.measure('stepSeconds').known
      ? html`<p>
          A step takes ${look.short('stepSeconds')} and carries ${look.short('decodeRequestsPerStep')} that decode,
          ${look.short('tokensPerStep')} in all; the engine is busy ${look.short('busyRatio')} of the time.
        </p>`
      : undefined,
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
