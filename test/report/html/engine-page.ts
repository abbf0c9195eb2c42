import { diagnoseFleet } from '../../../src/diagnosis/index.ts';
import { renderHtml, type HtmlOptions, type Report } from '../../../src/report/index.ts';
import type { EngineSettings, Settings } from '../../../src/settings/index.ts';
import { analysisOf, windowOf } from '../../build-page.ts';
import { engineRun, type EngineDoes } from '../../diagnosis/engine-run.ts';
import { reportOf } from '../build-report.ts';

/** Eight of eight run while six wait. */
export const FULL = { running: '8x10', waiting: '6x10', queueSeconds: 3 } as const;

export const DECLARED_ENGINE: Settings['deployments'][number] = { match: {}, engine: { maxNumSeqs: 8 } };

/** The diagnosed report of engines that do this. */
export function diagnosed(
  engines: readonly Partial<EngineDoes>[],
  { deployments = [DECLARED_ENGINE], objectives = [], rules }: Partial<Settings> = {},
): Report {
  const declared: Settings = { deployments, objectives, ...(rules && { rules }) };
  const settings: Partial<EngineSettings> = { deployment: deployments[0], objective: objectives[0] };
  const windows = engines.map((does) => windowOf(engineRun(does)));
  const diagnoses = diagnoseFleet(windows.map((window) => analysisOf(window, settings)));
  return reportOf(windows, { settings, declared, diagnoses });
}

/** The same engine twice as many times as there are values: one step each, with these values of a measure, or not seen. */
export function withSteps(
  report: Report,
  id: string,
  values: readonly (number | undefined)[],
  everySeconds = 10,
): Report {
  const [engine] = report.engines;
  if (!engine) throw new Error('unreachable: the run has an engine');
  const { target, engine: rank, model, labels } = engine;
  const steps = values.map((value, i) => ({
    startAtSeconds: 1000 + i * everySeconds,
    endAtSeconds: 1000 + (i + 1) * everySeconds,
    engines:
      value === undefined
        ? []
        : [
            {
              ...{ target, engine: rank, model, labels },
              measures: { [id]: { known: true as const, value, unit: 'seconds' as const, annotations: [] } },
            },
          ],
  }));
  return { ...report, steps, episodes: [] };
}

export const pageOf = (report: Report, options: Partial<HtmlOptions> = {}): string =>
  renderHtml(report, { hasPast: true, ...options });
