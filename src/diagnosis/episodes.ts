import type { Analysis } from '../analysis/index.ts';
import { identityKey, type EngineIdentity } from '../metrics/window/index.ts';
import { diagnoseFleet, type Diagnosis, type ThresholdSettings } from './diagnose.ts';
import type { Finding } from './finding.ts';
import { changesAtOnset, type Beside, type OnsetChange } from './onset.ts';
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
  const judged = steps.map((step, i) => judge(step, steps[i - 1], thresholds));
  const engines = new Map(steps.flatMap(({ analyses }) => analyses.map(({ engine }) => [identityKey(engine), engine])));
  return [...engines]
    .flatMap(([key, engine]) =>
      ofEngine(
        engine,
        judged.map(({ step, engines: seen }) => ({ step, ...seen.get(key) })),
      ),
    )
    .sort((left, right) => left.startAtSeconds - right.startAtSeconds);
}

/** One engine in one step; nothing of it where it is not seen. */
interface Seen {
  readonly step: DiagnosedStep;
  readonly analysis?: Analysis | undefined;
  readonly diagnosis?: Diagnosis | undefined;
}

/** By engine, so that a fleet does not cost the square of its size. */
function judge(step: DiagnosedStep, before: DiagnosedStep | undefined, thresholds: ThresholdSettings) {
  const diagnoses = diagnoseFleet(step.analyses, before?.analyses, thresholds);
  return {
    step,
    engines: new Map(
      step.analyses.map((analysis, i) => [identityKey(analysis.engine), { analysis, diagnosis: diagnoses[i] }]),
    ),
  };
}

function ofEngine(engine: EngineIdentity, course: readonly Seen[]): Episode[] {
  const ids = new Set(course.flatMap(({ diagnosis }) => diagnosis?.findings.filter(counts).map(({ id }) => id) ?? []));
  return [...ids].flatMap((id) => runsOf(id, course).map((run) => episodeOf(engine, run, course)));
}

const counts = ({ state, severity }: Finding): boolean => state === 'fires' && severity !== 'info';

interface Firing extends Seen {
  readonly index: number;
  readonly finding: Finding;
}

/** Steps in which the finding fires, divided where it is quiet in between. */
function runsOf(id: string, course: readonly Seen[]): Firing[][] {
  const runs: Firing[][] = [];
  let isOpen = false;
  course.forEach((seen, index) => {
    const finding = seen.diagnosis?.findings.find((each) => each.id === id);
    if (finding?.state === 'quiet') isOpen = false;
    if (!finding || !counts(finding)) return;
    const firing = { ...seen, index, finding };
    if (isOpen) runs.at(-1)?.push(firing);
    else runs.push([firing]);
    isOpen = true;
  });
  return runs;
}

function episodeOf(engine: EngineIdentity, run: readonly Firing[], course: readonly Seen[]): Episode {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) throw new Error('unreachable: an episode has a step');
  const peak = run.reduce((worst, each) => (weightOf(each.finding) > weightOf(worst.finding) ? each : worst), first);
  return {
    engine,
    id: first.finding.id,
    title: first.finding.title,
    severity: gravestOf(run.map(({ finding }) => finding.severity)),
    startAtSeconds: first.step.startAtSeconds,
    endAtSeconds: last.step.endAtSeconds,
    isOpenAtStart: first.index === 0,
    isOpenAtEnd: last.index === course.length - 1,
    peak: { atSeconds: peak.step.endAtSeconds, message: peak.finding.message },
    changes: changesBetween(course[first.index - 1], first),
  };
}

function changesBetween(before: Seen | undefined, after: Seen): readonly OnsetChange[] {
  const [then, now] = [before, after].map(beside);
  return then && now ? changesAtOnset(then, now) : [];
}

const beside = (seen: Seen | undefined): Beside | undefined =>
  seen?.analysis && { analysis: seen.analysis, replicas: replicasOf(seen.analysis, seen.step) };

const replicasOf = ({ engine }: Analysis, { analyses }: DiagnosedStep): number =>
  analyses.filter(({ engine: { model } }) => model === engine.model).length;

const gravestOf = (severities: readonly Severity[]): Severity =>
  severities.reduce((worst, each) => (SEVERITIES.indexOf(each) < SEVERITIES.indexOf(worst) ? each : worst));

/** By what it costs in all, since a share of a small queue weighs less than the same share of a long one. */
const weightOf = ({ atStake }: Finding): number => (atStake ? atStake.amount.value : 0);
