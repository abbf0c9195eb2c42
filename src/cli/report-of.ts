import { analyze } from '../analysis/index.ts';
import { assemble, renderMarkdown, renderText, type Paint, type Report } from '../report/index.ts';
import { matchSettings, type Settings } from '../settings/index.ts';
import type { Observation } from '../sources/index.ts';

/** From what a source saw to the one report. */
export const reportOf = (source: string, observation: Observation, settings: Settings): Report =>
  assemble(
    observation.windows.map((window) => analyze(window, matchSettings(settings, window.engine))),
    { ...observation, source, errors: observation.errors.map((error) => ({ ...error })) },
  );

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
