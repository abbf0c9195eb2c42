import type { MeasureId } from '../analysis/index.ts';
import { MEASURES, ROOFLINE_MEASURES } from '../analysis/index.ts';
import { formatInterval, formatMeasured } from '../quantities/index.ts';
import { findingsSection } from './markdown/findings-section.ts';
import { cell, table } from './markdown/table.ts';
import type { EpisodeReport } from './episode-schema.ts';
import { when } from './text/when.ts';
import type { EngineReport, Report, StepReport } from './schema.ts';
import { answer } from './text/answer.ts';
import { boundByTotals } from './text/bound-by.ts';
import { fleetCells } from './text/fleet-table.ts';
import { howSure } from './text/how-sure.ts';
import { stepCells } from './text/over-time.ts';
import { PLAIN } from './text/paint.ts';
import { engineTitle } from './text/title.ts';

const QUESTIONS: readonly { readonly title: string; readonly measures: readonly MeasureId[] }[] = [
  {
    title: 'How busy',
    measures: [
      'arrivalsPerSecond',
      'firstTokensPerSecond',
      'completionsPerSecond',
      'requestsInSystem',
      'requestsWaiting',
      'requestsRunning',
      'littleSystemRequests',
      'littleQueuedRequests',
      'littleDecodingRequests',
      'littleResidualRatio',
      'waitForecastSeconds',
      'promptTokensPerSecond',
      'computedPromptTokensPerSecond',
      'generationTokensPerSecond',
    ],
  },
  {
    title: 'Where the time goes',
    measures: [
      'queueSeconds',
      'prefillSeconds',
      'decodeSeconds',
      'frontendSeconds',
      'e2eSeconds',
      'ttftSeconds',
      'ttftSecondsP95',
      'tpotSeconds',
      'tpotSecondsP95',
      'itlSeconds',
      'itlSecondsP95',
      'e2eSecondsP95',
      'requeueSeconds',
    ],
  },
  {
    title: 'Are users served',
    measures: [
      'goodputRatio',
      'goodputRequestsPerSecond',
      'ttftAttainmentRatio',
      'tpotAttainmentRatio',
      'e2eAttainmentRatio',
    ],
  },
  {
    title: 'What limits it',
    measures: [
      'sequenceCap',
      'requestsRunningMax',
      'kvCacheUsageRatio',
      'kvCacheUsageRatioMax',
      'kvCacheCapacityTokens',
      'residentTokensPerRequest',
      'preemptionsPerSecond',
      'prefixCacheHitRatio',
      'tokensPerStep',
      'stepSeconds',
      'stepsPerSecond',
      'busyRatio',
    ],
  },
];

/** The report as Markdown tables, to attach to an incident or a review. */
export const renderMarkdown = (report: Report): string =>
  [
    `# Ridgeline: ${cell(report.source)}`,
    '',
    ...(report.engines.length > 1
      ? [...table(fleetCells(report.engines, report.fleet)), '', `Bound by: ${boundByTotals(report.engines)}.`, '']
      : []),
    ...report.engines.flatMap((engine) => engineSection(engine, report.steps ?? [], report.episodes ?? [])),
    ...report.errors.map(({ message }) => `> ${cell(message)}`),
    '',
  ].join('\n');

const engineSection = (
  engine: EngineReport,
  steps: readonly StepReport[],
  episodes: readonly EpisodeReport[],
): string[] => [
  `## ${cell(engineTitle(engine))}`,
  '',
  ...answer(engine, PLAIN).map((line) => `- ${cell(line.replace(/ {2,}/g, ' '))}`),
  '',
  ...findingsSection(engine),
  ...questionsOf(engine).flatMap(({ title, measures }) => [
    `### ${title}`,
    '',
    '| measure | value | bounds |',
    '|---|---|---|',
    ...measures.map((id) => row(engine, id)),
    '',
  ]),
  ...whenSection(engine, episodes),
  ...(steps.length > 0 ? ['### Over time', '', ...table(stepCells(engine, steps)), ''] : []),
  ...howSure(engine).map((line) => `- ${cell(line.replace(/^· /, ''))}`),
  '',
];

const whenSection = (engine: EngineReport, episodes: readonly EpisodeReport[]): string[] => {
  const lines = when(engine, episodes, PLAIN);
  return lines.length === 0
    ? []
    : ['### When (UTC)', '', ...lines.map((each) => `- ${cell(each.replace(/ {2,}/g, ' '))}`), ''];
};

const questionsOf = ({ roofline }: EngineReport): typeof QUESTIONS =>
  roofline ? [...QUESTIONS, { title: 'How close to the hardware', measures: ROOFLINE_MEASURES }] : QUESTIONS;

function row(engine: EngineReport, id: MeasureId): string {
  const measured = engine.measures[id];
  const value = measured ? formatMeasured(measured) : 'unknown';
  const bounds = measured?.known ? (formatInterval(measured) ?? '') : '';
  return `| ${MEASURES.get(id)?.title ?? id} | ${cell(value)} | ${cell(bounds)} |`;
}
