import {
  analyze,
  fleetTotals,
  lawsOf,
  measureOf,
  type Analysis,
  type FleetTotals,
  type Laws,
  type MeasureId,
} from '../../../analysis/index.ts';
import { diagnoseFleet, episodes, type Diagnosis, type Episode } from '../../../diagnosis/index.ts';
import type { Measured } from '../../../quantities/index.ts';
import { assemble, engineKey, type Report } from '../../../report/index.ts';
import { matchSettings, type Settings } from '../../../settings/index.ts';
import type { Observation } from '../../../sources/prometheus-api/index.ts';
import type { MeasuredStep } from '../../frames/index.ts';

type Window = Observation['windows'][number];

/** Panels that share what was read share what was worked out of it, as long as either is held. */
function remembered<Of extends object, Result>(
  work: (of: Of, settings: Settings) => Result,
): (of: Of, settings: Settings) => Result {
  const done = new WeakMap<Of, WeakMap<Settings, { readonly result: Result }>>();
  return (of, settings) => {
    const ofOne = done.get(of) ?? new WeakMap<Settings, { readonly result: Result }>();
    done.set(of, ofOne);
    const found = ofOne.get(settings) ?? { result: work(of, settings) };
    ofOne.set(settings, found);
    return found.result;
  };
}

const lawsFor = remembered((window: Window, settings): Laws => lawsOf(window, matchSettings(settings, window.engine)));

const analysisOf = remembered((window: Window, settings): Analysis =>
  analyze(window, matchSettings(settings, window.engine), lawsFor(window, settings)),
);

const analysesOf = ({ windows }: Observation, settings: Settings): Analysis[] =>
  windows.map((window) => analysisOf(window, settings));

const totalsOf = remembered((observation: Observation, settings): FleetTotals | undefined =>
  fleetTotals(observation.windows, analysesOf(observation, settings)),
);

const diagnosesOf = remembered((observation: Observation, settings): readonly Diagnosis[] =>
  diagnoseFleet(analysesOf(observation, settings), [], settings.rules),
);

/** From when to when something was wrong, over steps that follow each other. */
export const episodesOf = (steps: readonly Observation[], settings: Settings): Episode[] =>
  episodes(withAnalyses(steps, settings), settings.rules);

const withAnalyses = (steps: readonly Observation[], settings: Settings) =>
  steps.map((step) => ({ ...step, analyses: analysesOf(step, settings) }));

/** The one report of a stretch as a whole and, where they were read, of its steps; with what is wrong only where that is asked. */
export const reportOf = (
  source: string,
  whole: Observation,
  steps: readonly Observation[],
  settings: Settings,
  isDiagnosed = false,
): Report =>
  assemble(analysesOf(whole, settings), {
    ...whole,
    source,
    errors: whole.errors.map((error) => ({ ...error })),
    ...(isDiagnosed && { diagnoses: diagnosesOf(whole, settings) }),
    steps: withAnalyses(steps, settings),
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

/** The same measures at every step: those of the stretch as a whole, beside the course of others or alone. */
export function alongside(
  steps: readonly MeasuredStep[],
  whole: Observation | undefined,
  settings: Settings,
  measures: readonly MeasureId[],
): readonly MeasuredStep[] {
  if (!whole || measures.length === 0) return steps;
  const engines = measuredSteps([whole], settings, measures, false).flatMap((step) => step.engines);
  if (steps.length === 0) {
    return [whole.startAtSeconds, whole.endAtSeconds].map((endAtSeconds) => ({ endAtSeconds, engines }));
  }
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

function total(step: Observation, settings: Settings): MeasuredStep['engines'] {
  const totals = totalsOf(step, settings);
  const engine = { target: 'all engines', engine: null, model: null, labels: {} };
  return totals ? [{ ...engine, measures: Object.fromEntries(totals.measures) }] : [];
}
