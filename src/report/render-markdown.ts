import type { MeasureId } from '../analysis/index.ts';
import { MEASURES } from '../analysis/index.ts';
import { formatInterval, formatMeasured } from '../quantities/index.ts';
import { findingsSection } from './markdown/findings-section.ts';
import { limitsSection } from './markdown/limits-section.ts';
import { reproduceSection } from './markdown/reproduce-section.ts';
import { rooflineSection } from './markdown/roofline-section.ts';
import { cell, table } from './markdown/table.ts';
import { unknownSection } from './markdown/unknown-section.ts';
import { MOST_ROWS, SHOWN_IN_FULL } from './most-shown.ts';
import type { Origin } from './origin.ts';
import { settingRows } from './setting-rows.ts';
import type { EpisodeReport } from './episode-schema.ts';
import { HARDWARE, LIMITS, questionsOf } from './questions.ts';
import { when } from './text/when.ts';
import type { EngineReport, Report, StepReport } from './schema.ts';
import { answer } from './text/answer.ts';
import { boundByTotals, silentOf } from './text/bound-by.ts';
import { fleetCells } from './text/fleet-table.ts';
import { notesOf, unrecognised } from './text/how-sure.ts';
import { stepCells } from './text/over-time.ts';
import { PLAIN } from './text/paint.ts';
import { printableReport } from './render-text.ts';
import { engineTitle } from './text/title.ts';

export interface MarkdownOptions extends Origin {
  /** How many engines are shown in full below the table. */
  readonly top?: number | undefined;
}

/**
 * The report as Markdown, to attach to an incident or a review: one engine in full; of several a table, and the worst in full.
 * The order is that of the HTML page.
 */
export function renderMarkdown(
  said: Report,
  { top = SHOWN_IN_FULL, ...origin }: MarkdownOptions = { hasPast: true },
): string {
  // Names may be an attack or an accident.
  const report = printableReport(said);
  const listed = report.engines.slice(0, Math.max(top, MOST_ROWS));
  const unlisted = report.engines.length - listed.length;
  return [
    `# Ridgeline: ${cell(report.source)}`,
    '',
    ...(report.engines.length > 1
      ? [
          ...table(fleetCells(listed, report.fleet, PLAIN, silentOf(report))),
          '',
          `Bound by: ${boundByTotals(report.engines, silentOf(report))}.`,
          '',
        ]
      : []),
    ...(unlisted > 0 ? [`… and ${unlisted} more engines, none of them worse; \`--format json\` has all.`, ''] : []),
    ...report.engines.slice(0, top).flatMap((engine) => engineSection(engine, report)),
    ...reproduceSection(report, origin),
    ...report.errors.map(({ message }) => `> ${cell(message)}`),
    '',
  ].join('\n');
}

const engineSection = (
  engine: EngineReport,
  { steps = [], episodes = [], settings }: Pick<Report, 'steps' | 'episodes' | 'settings'>,
): string[] => [
  `## ${cell(engineTitle(engine))}`,
  '',
  ...answer(engine, PLAIN, 'at the end').map((line) => `- ${cell(line.replace(/ {2,}/g, ' · '))}`),
  '',
  ...findingsSection(engine),
  ...whenSection(engine, episodes),
  ...questionsOf(engine).flatMap(({ title, measures }) => [
    `### ${title}`,
    '',
    ...(title === LIMITS.title
      ? limitsSection(engine)
      : title === HARDWARE.title
        ? rooflineSection(engine, steps)
        : []),
    '| measure | value | bounds |',
    '|---|---|---|',
    ...measures.map((id) => row(engine, id)),
    '',
  ]),
  ...overTimeSection(engine, steps),
  ...settingsSection(engine, settings),
  ...unknownSection(engine),
  ...sureSection(engine),
];

const whenSection = (engine: EngineReport, episodes: readonly EpisodeReport[]): string[] => {
  const lines = when(engine, episodes, PLAIN);
  return lines.length === 0
    ? []
    : ['### When (UTC)', '', ...lines.map((each) => `- ${cell(each.replace(/ {2,}/g, ' '))}`), ''];
};

const overTimeSection = (engine: EngineReport, steps: readonly StepReport[]): string[] =>
  steps.length === 0 ? [] : ['### Over time', '', ...table(stepCells(engine, steps)), ''];

function settingsSection(engine: EngineReport, settings: Report['settings']): string[] {
  const rows = settingRows(engine, settings);
  if (!rows) return [];
  return [
    '### Settings used',
    '',
    ...(rows.length === 0 ? ['Nothing was declared.'] : table([['setting', 'value'], ...rows])),
    '',
  ];
}

function sureSection(engine: EngineReport): string[] {
  const lines = [...notesOf(engine).map(({ message }) => message), ...unrecognised(engine)];
  return [
    '### How sure',
    '',
    ...(lines.length === 0 ? ['Nothing odd about the data.'] : lines.map((line) => `- ${cell(line)}`)),
    '',
  ];
}

function row(engine: EngineReport, id: MeasureId): string {
  const measured = engine.measures[id];
  const value = measured ? formatMeasured(measured) : 'unknown';
  const bounds = measured?.known ? (formatInterval(measured) ?? '') : '';
  return `| ${MEASURES.get(id)?.title ?? id} | ${cell(value)} | ${cell(bounds)} |`;
}
