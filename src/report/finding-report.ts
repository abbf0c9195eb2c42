import { inputsOf, type Analysis, type MeasureId } from '../analysis/index.ts';
import type { Action, Evidence, Finding } from '../diagnosis/index.ts';
import { exposedNameIn } from '../metrics/catalogue/index.ts';
import type { FindingReport } from './finding-schema.ts';
import { plainMeasure } from './plain-measure.ts';

/** A finding as the report has it; of one that does not fire, only what it looked at. */
export function findingReport(finding: Finding, analysis: Analysis): FindingReport {
  const { id, title, role, severity, state, message, objections, atStake, actions, confidence, explainedBy } = finding;
  const plain = (evidence: Evidence) => evidenceReport(evidence, analysis);
  return {
    ...{ id, title, role, severity, state, message },
    evidence: Object.fromEntries(Object.entries(finding.evidence).map(([name, each]) => [name, plain(each)])),
    ...(state === 'fires' && {
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

const metricsOf = (measure: MeasureId, { version }: Analysis): string[] =>
  inputsOf(measure).map((meaning) => exposedNameIn(meaning, version?.since));

const actionReport = ({ knob, change, to, setting, mechanism, predicts, sideEffect, rollback, refutedBy }: Action) => ({
  ...{ knob, change, mechanism, sideEffect, rollback, refutedBy },
  ...(to && { to: to.value }),
  ...(setting !== undefined && { to: setting }),
  predicts: predicts.map(({ measure, direction, then }) => ({
    ...{ measure, direction },
    ...(then && { then: plainMeasure(then) }),
  })),
});
