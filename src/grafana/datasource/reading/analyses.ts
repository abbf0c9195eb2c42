import {
  analyze,
  fleetTotals,
  lawsOf,
  measureOf,
  type Analysis,
  type Laws,
  type MeasureId,
} from '../../../analysis/index.ts';
import type { Measured } from '../../../quantities/index.ts';
import { assemble, engineKey, type Report } from '../../../report/index.ts';
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

/**
 * These measures of each engine step by step, and no others: a long range has thousands of windows. `together`: of all engines
 * added up.
 */
export const measuredSteps = (
  steps: readonly Observation[],
  settings: Settings,
  measures: readonly MeasureId[],
  together: boolean,
): readonly MeasuredStep[] =>
  steps.map((step) => ({
    endAtSeconds: step.endAtSeconds,
    engines: together
      ? total(step, settings)
      : step.windows.map((window) => ({ ...window.engine, measures: some(lawsFor(window, settings), measures) })),
  }));

/** The same measures at every step: those of the stretch as a whole, beside the course of others. */
export function alongside(
  steps: readonly MeasuredStep[],
  whole: Observation | undefined,
  settings: Settings,
  measures: readonly MeasureId[],
): readonly MeasuredStep[] {
  if (!whole || measures.length === 0) return steps;
  const [{ engines } = { engines: [] }] = measuredSteps([whole], settings, measures, false);
  const constant = new Map(engines.map((engine) => [engineKey(engine), engine.measures]));
  return steps.map((step) => ({
    ...step,
    engines: step.engines.map((engine) => ({
      ...engine,
      measures: { ...engine.measures, ...constant.get(engineKey(engine)) },
    })),
  }));
}

const some = (laws: Laws, measures: readonly MeasureId[]): Record<string, Measured> =>
  Object.fromEntries(measures.map((id) => [id, measureOf(laws, id)]));

const begun = new WeakMap<Window, Map<Settings, Laws>>();

/** Panels that share windows share what was worked out of them. */
function lawsFor(window: Window, settings: Settings): Laws {
  const ofWindow = begun.get(window) ?? new Map<Settings, Laws>();
  begun.set(window, ofWindow);
  const found = ofWindow.get(settings) ?? lawsOf(window, matchSettings(settings, window.engine));
  ofWindow.set(settings, found);
  return found;
}

function total(step: Observation, settings: Settings): MeasuredStep['engines'] {
  const totals = fleetTotals(step.windows, analysesOf(step, settings));
  const engine = { target: 'all engines', engine: null, model: null, labels: {} };
  return totals ? [{ ...engine, measures: Object.fromEntries(totals.measures) }] : [];
}
