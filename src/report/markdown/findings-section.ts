import { formatInterval, formatQuantity } from '../../quantities/index.ts';
import type { FindingReport } from '../finding-schema.ts';
import type { EngineReport } from '../schema.ts';
import { actionInWords, predicted } from '../text/what-to-change.ts';
import { capitalised } from '../text/capitalised.ts';
import { withTitles } from '../text/with-titles.ts';
import { cell, table } from './table.ts';

type Evidence = NonNullable<FindingReport['evidence']>[string];
type Action = NonNullable<FindingReport['actions']>[number];

/** Everything that fires: what it stands on, what was looked for against it, what to do and how to see that it was wrong. */
export function findingsSection({ findings }: EngineReport): string[] {
  if (!findings) return [];
  const firing = findings.filter(({ state }) => state === 'fires');
  const silent = findings.filter(({ state }) => state === 'cannot-tell' || state === 'failed');
  return [
    '### What to change',
    '',
    ...(firing.length === 0 ? ['Nothing that is known to matter.', ''] : firing.flatMap(section)),
    ...(silent.length > 0 ? [`Could not be judged: ${silent.map(({ id }) => id).join(', ')}.`, ''] : []),
  ];
}

const section = (finding: FindingReport): string[] => {
  const {
    id,
    title,
    severity,
    message,
    evidence,
    objections = [],
    actions = [],
    confidence = 'low',
    explainedBy,
  } = finding;
  return [
    `#### ${cell(title)} (\`${id}\`)`,
    '',
    `${severity}, confidence ${confidence}${explainedBy === undefined ? '' : `, follows from ${explainedBy}`}. ${cell(capitalised(message))}.`,
    '',
    ...table([['evidence', 'value', 'against', 'metrics'], ...Object.values(evidence ?? {}).map(evidenceRow)]),
    '',
    ...objections.map(
      ({ claim, found }) =>
        `- Looked for: ${cell(claim)}: ${found === 'yes' ? 'so it is' : found === 'no' ? 'not so' : 'nobody can tell'}.`,
    ),
    ...(objections.length > 0 ? [''] : []),
    ...actions.flatMap(actionLines),
    ...(actions.length > 0 ? [''] : []),
  ];
};

function evidenceRow({ what, value, low, high, unit, bound, metrics }: Evidence): string[] {
  const interval = formatInterval({ value, low, high, unit });
  return [
    what,
    `${formatQuantity(value, unit)}${interval === undefined ? '' : ` (${interval})`}`,
    bound ? `${bound.relation} ${formatQuantity(bound.value, unit)}` : '',
    metrics.join(', '),
  ];
}

const actionLines = (action: Action): string[] => [
  `1. **${cell(actionInWords(action))}.** ${cell(action.mechanism)}`,
  `   Expected: ${action.predicts.map(predicted).map(cell).join(', ')}. Side effect: ${cell(action.sideEffect)} Back: ${cell(action.rollback)} It was wrong if: ${cell(withTitles(action.refutedBy))}`,
];
