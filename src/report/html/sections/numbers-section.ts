import { MEASURES, type MeasureId } from '../../../analysis/index.ts';
import { formatInterval, formatMeasured } from '../../../quantities/index.ts';
import { questionsOf } from '../../questions.ts';
import { why } from '../../what-is-unknown.ts';
import { stepCells } from '../../text/over-time.ts';
import type { StepReport } from '../../schema.ts';
import type { EngineView } from '../engine-view.ts';
import { html, type Html, type Part } from '../html.ts';
import { table } from '../table.ts';
import { section, type Section } from './section.ts';

/** All numbers behind the pictures: the course, and every measure with its bounds. They fold away. */
export function numbersSection(view: EngineView): Section | undefined {
  return section({ id: 'numbers', title: 'The numbers' }, view, [
    course(view),
    questionsOf(view.engine).map(({ title, measures }) =>
      folded(
        title,
        table({
          caption: title,
          head: ['measure', 'value', 'bounds', 'to be known about it'],
          rows: measures.map((id) => measureRow(view, id)),
          numbers: [1, 2],
          look: 'wide',
        }),
      ),
    ),
  ]);
}

/** Open, it would push all else away; on paper all of it is there. */
const folded = (title: string, content: Html | undefined): Part =>
  content &&
  html`<details class="printed">
    <summary>${title}</summary>
    ${content}
  </details> `;

function measureRow({ engine }: EngineView, id: MeasureId): Part[] {
  const measured = engine.measures[id];
  const title = MEASURES.get(id)?.title ?? id;
  if (!measured?.known) {
    return [title, html`<span class="unknown">unknown</span>`, '', measured && why(measured)];
  }
  return [title, formatMeasured(measured), formatInterval(measured), measured.annotations.join(', ')];
}

function course({ engine, steps }: EngineView): Part {
  const seen = steps.flatMap(({ then, ...step }): StepReport[] => (then ? [{ ...step, engines: [then] }] : []));
  const [head = [], ...rows] = stepCells(engine, seen);
  return folded(
    'Over time',
    table({
      caption: 'The course, step by step; times are UTC',
      head: head.map((title) => title.toLowerCase().replace(/\b(utc|kv|ttft|tpot)\b/, (name) => name.toUpperCase())),
      rows,
      numbers: head.map((_, i) => i).slice(1),
      look: 'wide dense',
    }),
  );
}
