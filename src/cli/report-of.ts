import { setImmediate } from 'node:timers/promises';
import { analyze, fleetTotals, type Analysis } from '../analysis/index.ts';
import { diagnoseFleet, episodes } from '../diagnosis/index.ts';
import { assemble, renderMarkdown, renderText, type Paint, type Report, type StepFacts } from '../report/index.ts';
import { matchSettings, type Settings } from '../settings/index.ts';
import type { Observation } from '../sources/index.ts';

/** From what a source saw to the one report; with `steps`, also what it saw step by step. */
export const reportOf = (
  source: string,
  observation: Observation,
  settings: Settings,
  steps?: readonly Observation[],
): Report =>
  reportFrom(
    source,
    observation,
    observation.windows.map((window) => analyzeWith(window, settings)),
    settings,
    steps?.map((step) => ({ ...step, analyses: step.windows.map((window) => analyzeWith(window, settings)) })),
  );

/** As reportOf, but lets others have their turn between engines: a server goes on answering meanwhile. */
export async function reportInTurns(source: string, observation: Observation, settings: Settings): Promise<Report> {
  const analyses: Analysis[] = [];
  let turnAt = performance.now();
  for (const window of observation.windows) {
    analyses.push(analyzeWith(window, settings));
    if (performance.now() - turnAt < TURN_MILLISECONDS) continue;
    await setImmediate();
    turnAt = performance.now();
  }
  return reportFrom(source, observation, analyses, settings);
}

const TURN_MILLISECONDS = 10;

const reportFrom = (
  source: string,
  observation: Observation,
  analyses: readonly Analysis[],
  settings: Settings,
  steps?: readonly StepFacts[],
): Report =>
  assemble(analyses, {
    ...observation,
    source,
    errors: observation.errors.map((error) => ({ ...error })),
    fleet: fleetTotals(observation.windows, analyses),
    diagnoses: diagnoseFleet(analyses, [], settings.rules),
    steps,
    episodes: steps && episodes(steps, settings.rules),
  });

const analyzeWith = (window: Observation['windows'][number], settings: Settings): Analysis =>
  analyze(window, matchSettings(settings, window.engine));

export const FORMATS = ['text', 'json', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

export interface RenderOptions {
  readonly paint: Paint;
  readonly top?: number | undefined;
}

export function render(report: Report, format: Format, { paint, top }: RenderOptions): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return renderMarkdown(report);
    case 'text':
      return renderText(report, { paint, ...(top !== undefined && { top }) });
  }
}
