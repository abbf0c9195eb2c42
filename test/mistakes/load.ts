// What the tests of mistakes share: fixtures as snapshots, recordings with their truth, and reading what came out.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Analysis, MeasureId } from '../../src/analysis/index.ts';
import { parseExposition, type Exposition } from '../../src/metrics/exposition/index.ts';
import type { Snapshot, Window } from '../../src/metrics/window/index.ts';
import type { Known, Measured, Unknown } from '../../src/quantities/index.ts';
import { assemble, limitsOf, type EngineReport, type Report } from '../../src/report/index.ts';
import type { EngineSettings } from '../../src/settings/index.ts';
import { readRecording } from '../../src/sources/recording/read-recording.ts';
import { analysisOf, foldOf } from '../build-page.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const TARGET = 'http://engine:8000/metrics';

/** One page of a pair made by hand. */
export const fixtureText = (name: string, scrape: 0 | 1): string =>
  readFileSync(`${FIXTURES}expositions/${name}.${scrape}.txt`, 'utf8');

export const scrapeAt = (atSeconds: number, text: string, target = TARGET): Snapshot => ({
  target,
  atSeconds,
  scrapeSeconds: 0,
  page: parseExposition(text),
});

/** What two pages, 30 s apart, add up to. */
export const windowsBetween = (first: string, last: string): Window[] =>
  foldOf([scrapeAt(0, first), scrapeAt(30, last)]);

export const fixtureWindows = (name: string): Window[] => windowsBetween(fixtureText(name, 0), fixtureText(name, 1));

/** The page of the newest scrape. */
export function lastPage(snapshots: readonly Snapshot[]): Exposition {
  const last = snapshots.at(-1);
  if (!last || 'failure' in last) throw new Error('the last scrape failed');
  return last.page;
}

export const fixtureAnalyses = (name: string): Analysis[] => fixtureWindows(name).map((window) => analysisOf(window));

export const reportOf = (windows: readonly Window[], settings?: Partial<EngineSettings>): Report =>
  assemble(
    windows.map((window) => analysisOf(window, settings)),
    { source: TARGET, startAtSeconds: 0, endAtSeconds: 30, samples: 2, errors: [] },
  );

/** The names of the limits that a report says are used up. */
export const fullLimits = (engine: EngineReport): string[] =>
  limitsOf(engine).flatMap(({ name, full }) => (full ? [name] : []));

export function knownOf({ measures }: Analysis, id: MeasureId): Known {
  const measured: Measured = measures[id];
  if (!measured.known) throw new Error(`${id} is unknown: ${measured.reason}`);
  return measured;
}

export function unknownOf({ measures }: Analysis, id: MeasureId): Unknown {
  const measured: Measured = measures[id];
  if (measured.known) throw new Error(`${id} is known: ${measured.value}`);
  return measured;
}

export const idsOf = ({ annotations }: Pick<Analysis, 'annotations'>): string[] => annotations.map(({ id }) => id);

/** The snapshots of a recording, or of a stretch of it. */
export async function recording(name: string, fromSeconds = 0, toSeconds = Infinity): Promise<Snapshot[]> {
  const snapshots: Snapshot[] = [];
  for await (const snapshot of readRecording(`${FIXTURES}recordings/${name}.jsonl.gz`)) {
    if (snapshot.atSeconds >= fromSeconds && snapshot.atSeconds <= toSeconds) snapshots.push(snapshot);
  }
  return snapshots;
}

export interface Truth {
  readonly objectives: { readonly ttftSeconds: number; readonly tpotSeconds: number; readonly e2eSeconds: number };
  readonly runs: readonly TruthRun[];
}

interface TruthRun {
  readonly requests: number;
  readonly first_start: number;
  readonly last_end: number;
  readonly prompt_tokens: number;
  readonly output_tokens: number;
  readonly slo_met: Readonly<Record<'ttft' | 'tpot' | 'e2e' | 'joint_all', number>>;
  readonly tpot_s: { readonly mean: number };
  /** startAtSeconds, promptTokens, outputTokens, ok, ttftSeconds, e2eSeconds, tpotSeconds. */
  readonly requests_table: readonly (readonly [number, number, number, boolean, number, number, number])[];
}

/** What the load generator itself measured. */
export const truthOf = (name: string): Truth =>
  JSON.parse(readFileSync(`${FIXTURES}recordings/${name}.truth.json`, 'utf8')) as Truth;

export function only<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (items.length !== 1 || item === undefined) throw new Error(`expected one item, found ${items.length}`);
  return item;
}
