import { formatQuantity } from '../../../quantities/index.ts';
import type { EpisodeReport } from '../../episode-schema.ts';
import { changesInWords } from '../../text/when.ts';
import { episodeLanes } from '../charts/episode-lanes.ts';
import { pointsOf } from '../charts/chart-line.ts';
import { timeChart } from '../charts/time-chart.ts';
import { hasCourse, type EngineView } from '../engine-view.ts';
import { html, type Html } from '../html.ts';
import { table } from '../table.ts';
import { utcTime } from '../time.ts';
import { onsetOf, stretchOf } from './course.ts';
import { figure } from './figure.ts';
import { section } from './section.ts';

/** From when to when what fired, what changed as it began, and how long a request would have waited meanwhile. */
export function whenSection(view: EngineView, pastNote: string): Html | undefined {
  if (!hasCourse(view)) return section({ id: 'when', title: 'When' }, view, [html`<p class="soft">${pastNote}</p>`]);
  const { episodes, engine } = view;
  return section({ id: 'when', title: 'When' }, view, [
    episodes.length === 0
      ? html`<p>Nothing fired in any step.</p>`
      : figure(
          'What fired when (UTC). Solid: critical; hatched: a warning. ◂ it began before, ▸ it goes on.',
          episodeLanes(episodes, engine.verdict?.boundBy, stretchOf(view)),
        ),
    figure(
      'How long a request arriving then would have waited; the band holds the truth.',
      timeChart({
        ...stretchOf(view),
        title: 'Wait of a request that arrives',
        description: 'A forecast for each step, with its bounds as a band. The numbers are in the table of the course.',
        unit: 'seconds',
        lines: [{ label: 'wait of a new request', look: 'plain', isAccent: true, points: pointsOf(view.steps, 'waitForecastSeconds') }],
        mark: onsetOf(view),
      }),
    ),
    table({
      caption: 'Episodes',
      head: ['finding', 'from (UTC)', 'for', 'began with', 'at worst'],
      rows: episodes.map(row),
      look: 'wide',
    }),
  ]);
}

const row = (episode: EpisodeReport) => {
  const { id, startAtSeconds, endAtSeconds, isOpenAtStart, isOpenAtEnd, peak } = episode;
  const changes = changesInWords(episode);
  return [
    id,
    `${utcTime(startAtSeconds)}${isOpenAtStart ? ' or before' : ''}`,
    `${formatQuantity(endAtSeconds - startAtSeconds, 'seconds')}${isOpenAtEnd ? ' and on' : ''}`,
    changes.length > 0 ? changes.join('; ') : isOpenAtStart ? 'began before' : 'no change outside',
    html`${peak.message} <small>until ${utcTime(peak.atSeconds)}</small>`,
  ];
};
