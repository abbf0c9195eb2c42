import { analyze, fleetTotals, type Analysis } from '../../../analysis/index.ts';
import { assemble, type Report } from '../../../report/index.ts';
import { matchSettings, type Settings } from '../../../settings/index.ts';
import type { Observation } from '../../../sources/prometheus-api/index.ts';
import type { MeasuredStep } from '../../frames/index.ts';

type Window = Observation['windows'][number];

const known = new WeakMap<Window, Map<Settings, Analysis>>();

/** Panels that share windows share what these amount to. */
function analysisOf(window: Window, settings: Settings): Analysis {
  const ofWindow = known.get(window) ?? new Map<Settings, Analysis>();
  known.set(window, ofWindow);
  const found = ofWindow.get(settings) ?? analyze(window, matchSettings(settings, window.engine));
  ofWindow.set(settings, found);
  return found;
}

export const analysesOf = ({ windows }: Observation, settings: Settings): Analysis[] =>
  windows.map((window) => analysisOf(window, settings));

/** The one report of a stretch as a whole and, where they were read, of its steps. */
export const reportOf = (
  source: string,
  whole: Observation,
  steps: readonly Observation[],
  settings: Settings,
): Report =>
  assemble(analysesOf(whole, settings), {
    ...whole,
    source,
    errors: whole.errors.map((error) => ({ ...error })),
    steps: steps.map((step) => ({ ...step, analyses: analysesOf(step, settings) })),
  });

/** The measures of each engine step by step; `together`: of all engines added up. */
export const measuredSteps = (
  steps: readonly Observation[],
  settings: Settings,
  together: boolean,
): readonly MeasuredStep[] =>
  steps.map((step) => {
    const analyses = analysesOf(step, settings);
    return {
      endAtSeconds: step.endAtSeconds,
      engines: together ? total(step, analyses) : analyses.map(measuredEngine),
    };
  });

const measuredEngine = ({ engine, measures }: Analysis): MeasuredStep['engines'][number] => ({ ...engine, measures });

function total({ windows }: Observation, analyses: readonly Analysis[]): MeasuredStep['engines'] {
  const totals = fleetTotals(windows, analyses);
  const engine = { target: 'all engines', engine: null, model: null, labels: {} };
  return totals ? [{ ...engine, measures: Object.fromEntries(totals.measures) }] : [];
}
