import { assemble, type Report, type ReportFacts } from '../../src/report/index.ts';
import type { EngineSettings } from '../../src/settings/index.ts';
import type { Window } from '../../src/metrics/window/index.ts';
import { analysisOf } from '../build-page.ts';

/** The report of these windows; everything beside the engines as given, or plain. */
export const reportOf = (
  windows: readonly Window[],
  { settings = {}, ...facts }: Partial<ReportFacts> & { settings?: Partial<EngineSettings> } = {},
): Report =>
  assemble(
    windows.map((window) => analysisOf(window, settings)),
    {
      source: 's',
      startAtSeconds: Math.min(...windows.map(({ startAtSeconds }) => startAtSeconds)),
      endAtSeconds: Math.max(...windows.map(({ endAtSeconds }) => endAtSeconds)),
      samples: 2,
      errors: [],
      ...facts,
    },
  );
