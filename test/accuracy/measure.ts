import { analyze, type Analysis, type MeasureId } from '../../src/analysis/index.ts';
import { histogramOf, increaseOf, type Window } from '../../src/metrics/window/index.ts';
import type { Objective } from '../../src/settings/index.ts';
import { recordingSource } from '../../src/sources/index.ts';
import { recordingPath, trueRun, type TrueRun } from './truth.ts';

/** The objectives that the load generator counted by. */
export const OBJECTIVE: Objective = { match: {}, ttftSeconds: 0.3, tpotSeconds: 0.03, e2eSeconds: 4 };

// Scrapes are a second apart: one before the first request and one after the last are enough to hold the whole run.
const MARGIN_SECONDS = 1.5;

export interface MeasuredRun {
  readonly name: string;
  readonly truth: TrueRun;
  readonly windows: readonly Window[];
  readonly analyses: readonly Analysis[];
}

/** A whole run of a recording, from empty engine to empty engine. */
export async function measureRun(name: string, run = 0): Promise<MeasuredRun> {
  const truth = trueRun(name, run);
  return {
    name: run === 0 ? name : `${name}, run ${run + 1}`,
    truth,
    ...(await measure(name, truth.first_start - MARGIN_SECONDS, truth.last_end + MARGIN_SECONDS)),
  };
}

export async function measure(name: string, fromSeconds: number, toSeconds: number) {
  const observation = await recordingSource(recordingPath(name)).observe({
    from: { kind: 'unix', seconds: fromSeconds },
    to: { kind: 'unix', seconds: toSeconds },
  });
  const analyses = observation.windows.map((window) =>
    analyze(window, { deployment: undefined, objective: OBJECTIVE }),
  );
  return { windows: observation.windows, analyses };
}

/** A measure that has to be known. */
export function value(analysis: Analysis, id: MeasureId): { value: number; low: number; high: number } {
  const measured = analysis.measures[id];
  if (!measured.known) throw new Error(`${id} is unknown: ${measured.reason} ${measured.missing.join(', ')}`);
  return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, ...measured };
}

type Meaning = Parameters<typeof increaseOf>[1];

/** Sums over the engines of a run; of counters and of histogram sums and counts that is exact. */
export const total = (windows: readonly Window[], meaning: Meaning): number =>
  windows.reduce((sum, window) => sum + (increaseOf(window, meaning) ?? Number.NaN), 0);

export function totalMean(windows: readonly Window[], meaning: Meaning): number {
  const histograms = windows.map((window) => histogramOf(window, meaning) ?? { sum: Number.NaN, count: Number.NaN });
  return histograms.reduce((sum, each) => sum + each.sum, 0) / histograms.reduce((sum, each) => sum + each.count, 0);
}

/** The runs in which every request is the load generator's own and the engine lived through: truth and metrics match. */
export const WHOLE_RUNS = [
  ['a_steady', 0],
  ['b_overload', 0],
  ['c_prefill_mfu', 0],
  ['e_prefix', 0],
  ['f_preempt', 0],
  ['g_restart', 1],
  ['k_dp2_api2', 0],
  ['m_v0221_burst', 0],
] as const;
