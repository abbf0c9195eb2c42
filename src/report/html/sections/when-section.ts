import { formatQuantity } from '../../../quantities/index.ts';
import type { EpisodeReport } from '../../episode-schema.ts';
import { utc } from '../../text/utc.ts';
import { changesInWords } from '../../text/when.ts';
import { episodeLanes } from '../charts/episode-lanes.ts';
import { pointsOf } from '../charts/chart-line.ts';
import { timeChart } from '../charts/time-chart.ts';
import { hasCourse, type EngineView } from '../engine-view.ts';
import { html, type Html } from '../html.ts';
import { table } from '../table.ts';
import { onsetOf, stretchOf } from './course.ts';
import { figure } from './figure.ts';
import { section, type Section } from './section.ts';

/** From when to when what fired, what changed as it began, and how long a request would have waited meanwhile. */
export function whenSection(view: EngineView, pastNote: string): Section | undefined {
  if (!hasCourse(view)) return section({ id: 'when', title: 'When' }, view, [html`<p class="soft">${pastNote}</p>`]);
  const { episodes, engine } = view;
  return section({ id: 'when', title: 'When' }, view, [
    episodes.length === 0
      ? html`<p>Nothing fired in any step.</p>`
      : figure(
          'What fired, and when',
          'Times are UTC. Solid is critical, hatched a warning; ◂ it began before, ▸ it goes on.',
          episodeLanes(episodes, engine.verdict?.boundBy, stretchOf(view)),
        ),
    waitChart(view),
    table({
      caption: 'Episodes',
      head: ['finding', 'from (UTC)', 'for', 'began with', 'at worst'],
      rows: episodes.map(row),
      look: 'wide',
    }),
  ]);
}

/** Over all steps, where anybody would have waited in any. */
function waitChart(view: EngineView): Html {
  const points = pointsOf(view.steps, 'waitForecastSeconds');
  const known = points.flatMap((point) => point ?? []);
  if (known.every(({ value }) => value === 0)) {
    return html`<p>
      ${known.length === 0 ? 'How long a new request would have waited is not known of any step.' : 'In no step would a new request have waited.'}
    </p>`;
  }
  return figure(
    'Wait of a request arriving then',
    'Forecast from the queue and the admissions of each step, with its interval. A band that leaves the picture goes on above.',
    timeChart({
      ...stretchOf(view),
      title: 'Wait of a request that arrives',
      description: 'A forecast for each step, with its bounds as a band. The numbers are in the table of the course.',
      unit: 'seconds',
      lines: [{ label: 'wait of a new request', look: 'plain', isAccent: true, points }],
      mark: onsetOf(view),
    }),
  );
}

const row = (episode: EpisodeReport) => {
  const { id, startAtSeconds, endAtSeconds, isOpenAtStart, isOpenAtEnd, peak } = episode;
  const changes = changesInWords(episode);
  return [
    html`<code>${id}</code>`,
    `${utc(startAtSeconds)}${isOpenAtStart ? ' or before' : ''}`,
    `${formatQuantity(endAtSeconds - startAtSeconds, 'seconds')}${isOpenAtEnd ? ' and on' : ''}`,
    changes.length > 0 ? changes.join('; ') : isOpenAtStart ? 'began before' : 'no change outside',
    html`${peak.message} <small>until ${utc(peak.atSeconds)}</small>`,
  ];
};
