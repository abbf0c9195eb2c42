import { MEASURES, type MeasureId } from '../../../analysis/index.ts';
import { notesOf, unrecognised } from '../../text/how-sure.ts';
import type { EngineReport } from '../../schema.ts';
import type { EngineView } from '../engine-view.ts';
import { html, type Html } from '../html.ts';
import { section, type Section } from './section.ts';

/** What was odd about the data or the engine; what is true of nearly every window folds away. */
export function sureSection(view: EngineView): Section | undefined {
  const { annotations } = view.engine;
  const notes = notesOf(view.engine);
  const usual = annotations.filter((each) => !notes.includes(each));
  return section({ id: 'sure', title: 'How sure' }, view, [
    notes.length === 0 ? html`<p>Nothing odd about the data.</p>` : list(notes),
    unrecognised(view.engine).map((line) => html`<p>${line}.</p>`),
    usual.length === 0
      ? undefined
      : html`<details>
          <summary>Said where the number stands: ${usual.length} more</summary>
          ${list(usual)}
        </details> `,
  ]);
}

const list = (annotations: EngineReport['annotations']): Html =>
  html`<ul class="plain">
    ${annotations.map(
      ({ id, message, measures }) =>
        html`<li>
          ${message}
          <small
            ><code>${id}</code
            >${measures.length === 0 ? '' : `: ${measures.map((measure) => MEASURES.get(measure as MeasureId)?.title ?? measure).join(', ')}`}</small
          >
        </li> `,
    )}
  </ul> `;
