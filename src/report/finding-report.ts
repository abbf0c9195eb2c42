import { inputsOf, type Analysis, type MeasureId } from '../analysis/index.ts';
import type { Action, Evidence, Finding } from '../diagnosis/index.ts';
import { exposedName } from '../metrics/catalogue/index.ts';
import type { FindingReport } from './finding-schema.ts';
import { plainMeasure } from './plain-measure.ts';

/** A finding as the report has it; one that does not fire has its numbers in its message, and a fleet has many of them. */
export function findingReport(finding: Finding, analysis: Analysis): FindingReport {
  const { id, title, role, severity, state, message, objections, atStake, actions, confidence, explainedBy } = finding;
  const plain = (evidence: Evidence) => evidenceReport(evidence, analysis);
  return {
    ...{ id, title, role, severity, state, message },
    ...(state === 'cannot-tell' && { missing: [...finding.missing] }),
    ...(state === 'fires' && {
      evidence: Object.fromEntries(Object.entries(finding.evidence).map(([name, each]) => [name, plain(each)])),
      objections: objections.map(({ claim, found, evidence }) => ({
        ...{ claim, found },
        ...(evidence && { evidence: plain(evidence) }),
      })),
      ...(atStake && { atStake: { ...atStake, amount: plainMeasure(atStake.amount) } }),
      actions: actions.map(actionReport),
      confidence,
      ...(explainedBy !== undefined && { explainedBy }),
    }),
  };
}

const evidenceReport = ({ what, measure, measured, bound }: Evidence, analysis: Analysis) => ({
  ...{ what, measure },
  metrics: measure === null ? [] : metricsOf(measure, analysis),
  value: measured.value,
  ...(measured.low !== undefined && { low: measured.low }),
  ...(measured.high !== undefined && { high: measured.high }),
  unit: measured.unit,
  ...(bound && { bound }),
});

/** A fleet asks for the same few, thousands of times. */
const METRICS = new Map<string, readonly string[]>();

function metricsOf(measure: MeasureId, { version }: Analysis): string[] {
  const key = `${measure} ${version?.since ?? ''}`;
  const metrics = METRICS.get(key) ?? inputsOf(measure).map((meaning) => exposedName(meaning, version?.since));
  METRICS.set(key, metrics);
  return [...metrics];
}

const actionReport = ({ knob, change, to, setting, mechanism, predicts, sideEffect, rollback, refutedBy }: Action) => ({
  ...{ knob, change, mechanism, sideEffect, rollback, refutedBy },
  ...(to && { to: to.value }),
  ...(setting !== undefined && { to: setting }),
  predicts: predicts.map(({ measure, direction, then }) => ({
    ...{ measure, direction },
    ...(then && { then: plainMeasure(then) }),
  })),
});
