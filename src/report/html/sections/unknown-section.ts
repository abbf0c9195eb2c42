import { bare, whatIsUnknown } from '../../what-is-unknown.ts';
import type { EngineView } from '../engine-view.ts';
import { html } from '../html.ts';
import { table } from '../table.ts';
import { section, type Section } from './section.ts';

/** What cannot be told, why, and the one line that would change it. */
export function unknownSection(view: EngineView): Section | undefined {
  const { measures, rules, flags } = whatIsUnknown(view.engine);
  return section({ id: 'unknown', title: 'What is unknown' }, view, [
    measures.length + rules.length === 0 ? html`<p>Nothing that was looked for.</p>` : undefined,
    flags.length === 0
      ? undefined
      : html`<p>
          More would be known with <code>${flags.join(' ')}</code> on the command line, or the same in ridgeline.yaml.
        </p>`,
    table({
      caption: 'Measures without a value',
      head: ['why', 'which'],
      rows: measures.map(([reason, titles]) => [reason, titles.join(', ')]),
      look: 'wide',
    }),
    table({
      caption: 'Rules that cannot judge',
      head: ['rule', 'because'],
      rows: rules.map(({ id, message }) => [html`<code>${id}</code>`, bare(message)]),
      look: 'wide',
    }),
  ]);
}
