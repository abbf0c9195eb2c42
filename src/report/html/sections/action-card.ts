import type { FindingReport } from '../../finding-schema.ts';
import { actionInWords, predicted } from '../../text/what-to-change.ts';
import { withTitles } from '../../text/with-titles.ts';
import { facts } from '../facts.ts';
import { html, type Html } from '../html.ts';

type Action = NonNullable<FindingReport['actions']>[number];

/** One thing to do: the knob, why it works, what to expect of it, and how to see that it was wrong. */
export const actionCard = (action: Action, place: number): Html => {
  const rows = [
    ['Why', action.mechanism],
    ['Expect', action.predicts.map(predicted).join(', ')],
    ['Side effect', action.sideEffect],
    ['Way back', action.rollback],
    ['It was wrong if', withTitles(action.refutedBy)],
  ] as const;
  return html`<div class="action">
    <p class="do"><span class="place">${place}</span> ${actionInWords(action)}</p>
    ${facts(rows.filter(([, said]) => said !== ''))}
  </div>`;
};
