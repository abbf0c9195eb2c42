import type { Analysis } from '../analysis/index.ts';
import { identityKey, type EngineIdentity } from '../metrics/window/index.ts';
import { diagnoseFleet, type Diagnosis, type ThresholdSettings } from './diagnose.ts';
import type { Finding } from './finding.ts';
import { changesAtOnset, type OnsetChange } from './onset.ts';
import { SEVERITIES, type Severity } from './rule.ts';

/** A part of a stretch of time, and what every engine did in it. */
export interface DiagnosedStep {
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  readonly analyses: readonly Analysis[];
}

/** From when to when a finding fired for an engine without a pause. */
export interface Episode {
  readonly engine: EngineIdentity;
  readonly id: string;
  readonly title: string;
  /** The gravest that it was. */
  readonly severity: Severity;
  readonly startAtSeconds: number;
  readonly endAtSeconds: number;
  /** It was firing already when the stretch began, or still when it ended. */
  readonly isOpenAtStart: boolean;
  readonly isOpenAtEnd: boolean;
  readonly peak: { readonly atSeconds: number; readonly message: string };
  /** What changed when it began, the largest change first; nothing where it was there from the beginning. */
  readonly changes: readonly OnsetChange[];
}

/**
 * The episodes of all engines over steps that follow each other, in the order in which they began. Each step is judged beside
 * the one before. A step in which a rule is quiet ends an episode; one in which it cannot tell, or the engine is not seen, does
 * not. What is only worth knowing is no episode.
 */
export function episodes(steps: readonly DiagnosedStep[], thresholds: ThresholdSettings = {}): Episode[] {
  const judged = steps.map((step, i) => ({
    ...step,
    diagnoses: diagnoseFleet(step.analyses, steps[i - 1]?.analyses, thresholds),
  }));
  const engines = new Map(steps.flatMap(({ analyses }) => analyses.map(({ engine }) => [identityKey(engine), engine])));
  return [...engines]
    .flatMap(([key, engine]) =>
      ofEngine(
        engine,
        judged.map((step) => seen(step, key)),
      ),
    )
    .sort((left, right) => left.startAtSeconds - right.startAtSeconds);
}

interface Seen {
  readonly step: DiagnosedStep;
  readonly analysis: Analysis | undefined;
  readonly diagnosis: Diagnosis | undefined;
}

function seen(step: DiagnosedStep & { readonly diagnoses: readonly Diagnosis[] }, key: string): Seen {
  const index = step.analyses.findIndex(({ engine }) => identityKey(engine) === key);
  return { step, analysis: step.analyses[index], diagnosis: step.diagnoses[index] };
}

function ofEngine(engine: EngineIdentity, course: readonly Seen[]): Episode[] {
  const ids = new Set(course.flatMap(({ diagnosis }) => diagnosis?.findings.filter(counts).map(({ id }) => id) ?? []));
  return [...ids].flatMap((id) => runsOf(id, course).map((run) => episodeOf(engine, run, course)));
}

const counts = ({ state, severity }: Finding): boolean => state === 'fires' && severity !== 'info';

interface Firing {
  readonly index: number;
  readonly finding: Finding;
}

/** Steps in which the finding fires, divided where it is quiet in between. */
function runsOf(id: string, course: readonly Seen[]): Firing[][] {
  const runs: Firing[][] = [];
  let isOpen = false;
  course.forEach(({ diagnosis }, index) => {
    const finding = diagnosis?.findings.find((each) => each.id === id);
    if (finding?.state === 'quiet') isOpen = false;
    if (!finding || !counts(finding)) return;
    if (isOpen) runs.at(-1)?.push({ index, finding });
    else runs.push([{ index, finding }]);
    isOpen = true;
  });
  return runs;
}

function episodeOf(engine: EngineIdentity, run: readonly Firing[], course: readonly Seen[]): Episode {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) throw new Error('unreachable: an episode has a step');
  const peak = run.reduce((worst, each) => (weightOf(each.finding) > weightOf(worst.finding) ? each : worst), first);
  const at = (index: number): Seen | undefined => course[index];
  const [before, onset] = [at(first.index - 1)?.analysis, at(first.index)?.analysis];
  return {
    engine,
    id: first.finding.id,
    title: first.finding.title,
    severity: SEVERITIES.find((severity) => run.some(({ finding }) => finding.severity === severity)) ?? 'warning',
    startAtSeconds: at(first.index)?.step.startAtSeconds ?? Number.NaN,
    endAtSeconds: at(last.index)?.step.endAtSeconds ?? Number.NaN,
    isOpenAtStart: first.index === 0,
    isOpenAtEnd: last.index === course.length - 1,
    peak: { atSeconds: at(peak.index)?.step.endAtSeconds ?? Number.NaN, message: peak.finding.message },
    changes: before && onset ? changesAtOnset(before, onset) : [],
  };
}

/** By what it costs in all, since a share of a small queue weighs less than the same share of a long one. */
const weightOf = ({ atStake }: Finding): number => (atStake ? atStake.amount.value : 0);
