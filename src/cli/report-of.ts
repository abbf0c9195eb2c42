import { setImmediate } from 'node:timers/promises';
import { analyze, fleetTotals, type Analysis } from '../analysis/index.ts';
import { diagnoseFleet, episodes, judgeOf } from '../diagnosis/index.ts';
import {
  assemble,
  renderHtml,
  renderMarkdown,
  renderText,
  type Origin,
  type Paint,
  type Report,
  type ReportFacts,
} from '../report/index.ts';
import { matchSettings, type Settings } from '../settings/index.ts';
import type { Observation } from '../sources/index.ts';

/** What else a source saw. */
export interface Beside {
  /** The same stretch step by step. */
  readonly steps?: readonly Observation[] | undefined;
  /** The stretch before it. */
  readonly before?: Observation | undefined;
}

/** From what a source saw to the one report. */
export function reportOf(
  source: string,
  observation: Observation,
  settings: Settings,
  { steps, before }: Beside = {},
): Report {
  const analyses = analysesOf(observation, settings);
  const parts = steps?.map((step) => ({
    ...step,
    analyses: analysesOf(step, settings),
  }));
  return reportFrom(source, observation, analyses, {
    declared: settings,
    diagnoses: diagnoseFleet(analyses, before && analysesOf(before, settings), settings.rules),
    ...(parts && { steps: parts, episodes: episodes(parts, settings.rules) }),
  });
}

/** The same, of which nobody asks what was wrong: curves of the past, whose many instants would each cost a diagnosis. */
export const measuredReportOf = (source: string, observation: Observation, settings: Settings): Report =>
  reportFrom(source, observation, analysesOf(observation, settings));

/** As reportOf, but lets others have their turn between engines: a server goes on answering meanwhile. */
export async function reportInTurns(source: string, observation: Observation, settings: Settings): Promise<Report> {
  const analyses = await inTurns(observation.windows, (window) => analyzeWith(window, settings));
  const diagnoses = await inTurns(analyses, judgeOf(analyses, [], settings.rules));
  return reportFrom(source, observation, analyses, { declared: settings, diagnoses });
}

async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Result): Promise<Result[]> {
  const results: Result[] = [];
  let turnAt = performance.now();
  for (const item of items) {
    results.push(work(item));
    if (performance.now() - turnAt < TURN_MILLISECONDS) continue;
    await setImmediate();
    turnAt = performance.now();
  }
  return results;
}

const TURN_MILLISECONDS = 10;

const reportFrom = (
  source: string,
  observation: Observation,
  analyses: readonly Analysis[],
  judged: Pick<ReportFacts, 'declared' | 'diagnoses' | 'steps' | 'episodes'> = {},
): Report =>
  assemble(analyses, {
    ...observation,
    source,
    errors: observation.errors.map((error) => ({ ...error })),
    fleet: fleetTotals(observation.windows, analyses),
    ...judged,
  });

const analysesOf = ({ windows }: Observation, settings: Settings): Analysis[] =>
  windows.map((window) => analyzeWith(window, settings));

const analyzeWith = (window: Observation['windows'][number], settings: Settings): Analysis =>
  analyze(window, matchSettings(settings, window.engine));

export const FORMATS = ['text', 'json', 'markdown', 'html'] as const;
export type Format = (typeof FORMATS)[number];

export interface RenderOptions {
  readonly paint: Paint;
  readonly top?: number | undefined;
  /** What the formats that are kept say of where they come from. */
  readonly origin?: Origin;
}

export function render(
  report: Report,
  format: Format,
  { paint, top, origin = { hasPast: true } }: RenderOptions,
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return renderMarkdown(report, { ...origin, top });
    case 'html':
      return renderHtml(report, { ...origin, top });
    case 'text':
      return renderText(report, { paint, ...(top !== undefined && { top }) });
  }
}
