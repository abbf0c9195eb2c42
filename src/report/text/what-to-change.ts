import { formatInterval, formatQuantity } from '../../quantities/index.ts';
import { MEASURES, type MeasureId } from '../../analysis/index.ts';
import type { FindingReport } from '../finding-schema.ts';
import type { EngineReport } from '../schema.ts';
import { atStakeInWords } from './at-stake.ts';
import type { Paint } from './paint.ts';

type Action = NonNullable<FindingReport['actions']>[number];
type Prediction = Action['predicts'][number];

/** What is known beside a report, where findings are watched. */
export interface FindingMarks {
  /** The one that is highlighted. */
  readonly chosen: string | undefined;
  /** Since when it fires, in words. */
  readonly since: (id: string) => string | undefined;
}

/** What fires in the order in which it is shown: what is only worth knowing comes last. */
export function shownFindings({ findings = [] }: EngineReport): FindingReport[] {
  const firing = findings.filter(({ state }) => state === 'fires');
  const isKnown = ({ severity }: FindingReport): boolean => severity === 'info';
  return [...firing.filter((finding) => !isKnown(finding)), ...firing.filter(isKnown)];
}

/** What fires, causes before their consequences, the causes each with what to do about it and how sure that is; what is only worth knowing, in a line. */
export const whatToChange = (engine: EngineReport, paint: Paint, marks?: FindingMarks): string[] =>
  shownFindings(engine).flatMap((finding) => {
    const [first = '', ...more] = lines(finding, paint, marks?.since(finding.id));
    if (marks === undefined) return [first, ...more];
    const lead = marks.chosen === finding.id ? paint.accent('▸ ') : '  ';
    return [`${lead}${first}`, ...more.map((line) => `  ${line}`)];
  });

function lines(finding: FindingReport, paint: Paint, since: string | undefined): string[] {
  const { id, severity, message, explainedBy, actions = [] } = finding;
  const begun = since === undefined ? '' : `, ${since}`;
  if (severity === 'info') return [paint.faint(`info  ${id}${begun}: ${message}`)];
  const mark = severity === 'critical' ? paint.alarm(severity) : paint.accent(severity);
  if (explainedBy !== undefined)
    return [`${mark}  ${paint.strong(id)} (follows from ${explainedBy})${begun}: ${message}`];
  const [first] = actions;
  return [
    `${mark}  ${paint.strong(id)}${begun}: ${message}`,
    ...howMuchAndHowSure(finding),
    ...(first
      ? [
          `    → ${actionInWords(first)}`,
          `      ${first.mechanism}`,
          `      ${first.predicts.map(predicted).join(', ')}`,
        ]
      : []),
  ];
}

/** In a line: what is at stake, and what speaks against it. */
function howMuchAndHowSure(finding: FindingReport): string[] {
  const { confidence, objections = [] } = finding;
  const lost = atStakeInWords(finding);
  const doubts = objections.filter(({ found }) => found === 'yes').map(({ claim }) => claim);
  const parts = [
    ...(lost === undefined ? [] : [`at stake: ${lost}`]),
    ...(confidence === 'high' && doubts.length === 0 ? [] : [`confidence ${confidence ?? 'low'}`, ...doubts]),
  ];
  return parts.length === 0 ? [] : [`    ${parts.join('; ')}`];
}

/** "raise --max-num-seqs to 32"; "look: the engine" would say nothing, so what is only to be done is named alone. */
export const actionInWords = ({ change, knob, to }: Action): string =>
  `${change === 'do' ? '' : `${change} `}${knob}${to === undefined ? '' : ` to ${to}`}`;

const ARROW: Readonly<Record<Prediction['direction'], string>> = { rises: '↑', falls: '↓', narrows: '→|←' };

/** "ITL ↑ to 42 ms (38–46 ms)". */
export function predicted({ measure, direction, then }: Prediction): string {
  const name = MEASURES.get(measure as MeasureId)?.title ?? measure;
  const arrow = ARROW[direction];
  if (!then?.known) return `${name} ${arrow}`;
  const interval = formatInterval(then);
  return `${name} ${arrow} to ${formatQuantity(then.value, then.unit)}${interval === undefined ? '' : ` (${interval})`}`;
}
