import { formatInterval, formatQuantity } from '../../../quantities/index.ts';
import type { FindingReport } from '../../finding-schema.ts';
import { facts } from '../facts.ts';
import { heading, type Level } from '../heading.ts';
import { html, type Html } from '../html.ts';
import { table } from '../table.ts';
import { actionCard } from './action-card.ts';
import { atStakeInWords } from '../../text/at-stake.ts';
import { capitalised } from '../../text/capitalised.ts';

type Evidence = NonNullable<FindingReport['evidence']>[string];

interface CardOptions {
  readonly level: Level;
  readonly binds: boolean;
}

// Shapes tell them apart on paper.
const MARKS: Readonly<Record<FindingReport['severity'], string>> = { critical: '▲', warning: '◆', info: '○' };

/** One finding in full; a consequence of another folds away. */
export function findingCard(finding: FindingReport, { level, binds }: CardOptions): Html {
  const { id, title, severity, message, confidence = 'low', explainedBy, actions = [] } = finding;
  const name = html`<span class="severity">${MARKS[severity]} ${severity}</span>
    ${title}${binds ? html` <span class="binds">◀ binds</span>` : undefined}`;
  const about = html`<p class="about soft"><code>${id}</code> · confidence ${confidence}${atStake(finding)}</p>`;
  const rest = [
    actions.map((action, i) => actionCard(action, i + 1)),
    evidenceTable(finding),
    objectionList(finding),
    metricList(finding),
  ];
  return explainedBy === undefined
    ? html`<article class="finding${binds ? ' binding' : ''}">
        ${heading(level, name)}
        <p>${capitalised(message)}.</p>
        ${[about, ...rest]}
      </article> `
    : html`<details class="finding">
        <summary>${name}, <span class="soft">which follows from ${explainedBy}: ${message}.</span></summary>
        ${[about, ...rest]}
      </details> `;
}

function atStake(finding: FindingReport): string {
  const lost = atStakeInWords(finding);
  return lost === undefined ? '' : ` · at stake: ${lost}`;
}

const evidenceTable = ({ id, evidence = {} }: FindingReport): Html | undefined =>
  table({
    caption: `Evidence for ${id}`,
    head: ['evidence', 'value', 'against'],
    rows: Object.values(evidence).map((each) => [
      each.what,
      valueOf(each),
      each.bound && `${each.bound.relation} ${formatQuantity(each.bound.value, each.unit)}`,
    ]),
    numbers: [1, 2],
  });

/** What the evidence stands on, as the engine names it; what is not there was declared, or is arithmetic on the rest. */
function metricList({ evidence = {} }: FindingReport): Html | undefined {
  const measured = Object.values(evidence).filter(({ metrics }) => metrics.length > 0);
  if (measured.length === 0) return undefined;
  return html`<details>
    <summary class="label">Metrics that it stands on</summary>
    ${facts(
      measured.map(({ what, metrics }) => [what, metrics.map((metric) => html`<code>${metric}</code> `)]),
      'metrics',
    )}
  </details> `;
}

function valueOf({ value, low, high, unit }: Evidence): Html {
  const interval = formatInterval({ value, low, high, unit });
  if (low === value && high === undefined) return html`${interval}`;
  return html`${formatQuantity(value, unit)}${interval === undefined ? undefined : html` <small class="bounds">(${interval})</small>`}`;
}

const FOUND = { yes: 'it is so', no: 'not so', unknown: 'nobody can tell' } as const;

function objectionList({ objections = [] }: FindingReport): Html | undefined {
  if (objections.length === 0) return undefined;
  return html`<p class="label">What would speak against it</p>
    <ul class="plain">
      ${objections.map(
        ({ claim, found, evidence }) =>
          html`<li>
            ${capitalised(claim)}:
            <strong>${FOUND[found]}</strong
            >${evidence && html` <span class="soft">(${evidence.what}: ${valueOf(evidence)})</span>`}
          </li>`,
      )}
    </ul> `;
}
