import type { FindingReport } from '../../finding-schema.ts';
import { html, type Html } from '../html.ts';
import type { EngineView } from '../engine-view.ts';
import { whatMatters } from '../what-matters.ts';
import { findingCard } from './finding-card.ts';
import { levelInside, section, type Section } from './section.ts';

/** What fires, causes before consequences, each with evidence, objections and what to do; below it what was looked at and is not so. */
export function changeSection(view: EngineView): Section | undefined {
  const { findings, verdict } = view.engine;
  if (!findings) return undefined;
  const matters = whatMatters(view.engine);
  const info = findings.filter(({ state, severity }) => state === 'fires' && severity === 'info');
  const card = (finding: FindingReport): Html =>
    findingCard(finding, { level: levelInside(view), binds: finding.id === verdict?.boundBy });
  return section({ id: 'change', title: 'What to change' }, view, [
    matters.length === 0 ? html`<p>Nothing that is known to matter.</p>` : matters.map(card),
    info.length === 0
      ? undefined
      : html`<details>
          <summary>Worth knowing: ${info.map(({ title }) => title).join('; ')}</summary>
          ${info.map(card)}
        </details> `,
    quiet(findings),
  ]);
}

function quiet(findings: readonly FindingReport[]): Html | undefined {
  const silent = findings.filter(({ state }) => state === 'quiet');
  if (silent.length === 0) return undefined;
  return html`<details>
    <summary>Looked for and not found: ${silent.length} of ${findings.length} rules</summary>
    <ul class="plain">
      ${silent.map(({ id, message }) => html`<li><code>${id}</code> ${message}</li>`)}
    </ul>
  </details> `;
}
