import { MEASURES, type MeasureId } from '../../../analysis/index.ts';
import { flagsThatTell } from '../../what-would-tell.ts';
import type { EngineView } from '../engine-view.ts';
import { html, type Html, type Part } from '../html.ts';
import { table } from '../table.ts';
import { why } from '../value.ts';
import { section } from './section.ts';

/** What cannot be told, why, and the one line that would change it. */
export function unknownSection(view: EngineView): Html | undefined {
  const { measures, findings = [] } = view.engine;
  const byReason = new Map<string, string[]>();
  for (const [id, measured] of Object.entries(measures)) {
    if (measured.known) continue;
    const title = MEASURES.get(id as MeasureId)?.title ?? id;
    byReason.set(why(measured), [...(byReason.get(why(measured)) ?? []), title]);
  }
  const silent = findings.filter(({ state }) => state === 'cannot-tell' || state === 'failed');
  const flags = flagsThatTell(view.engine);
  return section({ id: 'unknown', title: 'What is unknown' }, view, [
    byReason.size + silent.length === 0 ? html`<p>Nothing that was looked for.</p>` : undefined,
    flags.length === 0
      ? undefined
      : html`<p>More would be known with <code>${flags.join(' ')}</code> on the command line, or the same in ridgeline.yaml.</p>`,
    table({
      caption: 'Measures without a value',
      head: ['why', 'which'],
      rows: [...byReason].map(([reason, titles]): Part[] => [reason, titles.join(', ')]),
      look: 'wide',
    }),
    table({
      caption: 'Rules that cannot judge',
      head: ['rule', 'because'],
      rows: silent.map(({ id, message }): Part[] => [html`<code>${id}</code>`, message]),
      look: 'wide',
    }),
  ]);
}
