import { formatInterval, formatQuantity } from '../../quantities/index.ts';
import { MEASURES, type MeasureId } from '../../analysis/index.ts';
import type { FindingReport } from '../finding-schema.ts';
import type { EngineReport } from '../schema.ts';
import type { Paint } from './paint.ts';

type Action = NonNullable<FindingReport['actions']>[number];
type Prediction = Action['predicts'][number];

/** What fires, causes before their consequences, the causes each with what to do about it and how sure that is; what is only worth knowing, in a line. */
export function whatToChange({ findings = [] }: EngineReport, paint: Paint): string[] {
  const firing = findings.filter(({ state }) => state === 'fires');
  const known = firing.filter(({ severity }) => severity === 'info');
  return [
    ...firing.filter(({ severity }) => severity !== 'info').flatMap((finding) => lines(finding, paint)),
    ...known.map(({ id, message }) => paint.faint(`info  ${id}: ${message}`)),
  ];
}

function lines(
  { id, severity, message, confidence, explainedBy, actions = [], objections = [] }: FindingReport,
  paint: Paint,
) {
  const mark = severity === 'critical' ? paint.alarm(severity) : paint.accent(severity);
  const doubts = objections.filter(({ found }) => found === 'yes').map(({ claim }) => claim);
  if (explainedBy !== undefined) return [`${mark}  ${paint.strong(id)} (follows from ${explainedBy}): ${message}`];
  const [first] = actions;
  return [
    `${mark}  ${paint.strong(id)}: ${message}`,
    ...(confidence === 'high' && doubts.length === 0
      ? []
      : [`    confidence ${confidence ?? 'low'}${doubts.map((each) => `; ${each}`).join('')}`]),
    ...(first
      ? [
          `    → ${actionInWords(first)}`,
          `      ${first.mechanism}`,
          `      ${first.predicts.map(predicted).join(', ')}`,
        ]
      : []),
  ];
}

/** "raise --max-num-seqs to 32"; "look: the engine" would say nothing, so what is only to be done is named alone. */
export const actionInWords = ({ change, knob, to }: Action): string =>
  `${change === 'do' ? '' : `${change} `}${knob}${to === undefined ? '' : ` to ${to}`}`;

const ARROW: Readonly<Record<Prediction['direction'], string>> = { rises: '↑', falls: '↓', narrows: '→|←' };

/** "ITL ↑ 42 ms (38–46 ms)". */
export function predicted({ measure, direction, then }: Prediction): string {
  const name = MEASURES.get(measure as MeasureId)?.title ?? measure;
  const arrow = ARROW[direction];
  if (!then?.known) return `${name} ${arrow}`;
  const interval = formatInterval(then);
  return `${name} ${arrow} ${formatQuantity(then.value, then.unit)}${interval === undefined ? '' : ` (${interval})`}`;
}
