import { analyze } from '../src/analysis/index.ts';
import { compareEngines, comparedStep, ofSides, type ComparedStep, type EngineSide } from '../src/comparison/index.ts';
import { diagnoseFleet } from '../src/diagnosis/index.ts';
import type { Window } from '../src/metrics/window/index.ts';
import type { EngineSettings } from '../src/settings/index.ts';
import { madeUpSteps } from '../test/comparison/made-up-engine.ts';
import { scrapesOf, windowsOf } from '../test/contracts/scrapes.ts';
import type { BenchRow } from './bench-row.ts';
import { cpuSecondsEach } from './cpu-seconds.ts';

const ENGINES = 10;
/** An hour at a scrape each 15 s, in steps of four scrapes. */
const STEPS = 60;
const ROUNDS = 5;
const SETTINGS: EngineSettings = { deployment: undefined, objective: undefined };

/** Two ranges of an hour of ten engines, once their windows are read; beside a full analysis of the same steps. */
export function benchCompare(): BenchRow[] {
  const [window] = windowsOf(scrapesOf('b_overload'));
  if (!window) throw new Error('b_overload has an engine');
  const windows = Array.from({ length: ENGINES }, (_, i) => engineOf(window, i));
  const made = ofSides((side) =>
    Array.from({ length: ENGINES }, (_, i) =>
      madeUpSteps({ seed: i + (side === 'a' ? 1 : 100), steps: STEPS, engine: `${i}` }),
    ).flat(),
  );
  const seconds = cpuSecondsEach(() => {
    const sides = ofSides((side) => sideOf(windows, made[side]));
    compareEngines(sides, { thresholdRatio: 0.05, stepSeconds: 60 });
  }, ROUNDS);
  const analysed = cpuSecondsEach(() => {
    for (let i = 0; i < 2 * STEPS; i++) for (const each of windows) analyze(each, SETTINGS);
  }, ROUNDS);
  const row = (what: string, measured: number, unit: string, below: number): BenchRow => ({
    ...{ what, measured, unit },
    ...{ claim: { below }, goal: { below } },
  });
  return [
    row(`two ranges of 1 h of ${ENGINES} engines compared, their windows read`, seconds, 's CPU', 1),
    row('the same, against a full analysis of all their steps', seconds / analysed, 'times', 3),
  ];
}

const engineOf = (window: Window, i: number): Window => ({ ...window, engine: { ...window.engine, target: `${i}` } });

/** The work of a side: every step's measures, each engine as a whole, and its diagnosis. */
function sideOf(windows: readonly Window[], steps: readonly ComparedStep[]): EngineSide {
  for (let i = 0; i < STEPS; i++) for (const window of windows) comparedStep(window, SETTINGS);
  const analyses = windows.map((window) => analyze(window, SETTINGS));
  return { name: '', startAtSeconds: 0, endAtSeconds: 3600, steps, analyses, diagnoses: diagnoseFleet(analyses) };
}
