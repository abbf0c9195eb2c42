import type { Analysis, MeasureId } from '../analysis/index.ts';
import { formatReason, type Known, type Unknown } from '../quantities/index.ts';
import { isAlready } from './already.ts';
import { confidenceOf } from './confidence.ts';
import { inWords } from './evidence.ts';
import type { Finding, FindingState } from './finding.ts';
import { lacksSomething } from './not-exposed.ts';
import type { Fires } from './outcome.ts';
import type { Rule, Subject } from './rule.ts';

/** Beside the engine itself, what rules may look at. */
export type Context = Pick<Subject, 'replicas' | 'before'>;

/**
 * What the rule says of the engine. It is asked only when all it needs is known: a measure that is not there leaves it unable
 * to tell, one that needs what the engine has switched off or did not do leaves it quiet. What it throws is its own failure
 * and no other rule's.
 */
export function checkRule(rule: Rule, analysis: Analysis, context: Context, overrides: Overrides = {}): Finding {
  const unknowns = rule.needs
    .map((id) => analysis.measures[id])
    .filter((measured): measured is Unknown => !measured.known);
  const missing = unknowns.filter(lacksSomething);
  if (missing.length > 0) return unable(rule, because(missing), reasonsOf(missing));
  if (unknowns.length > 0) return silent(rule, 'quiet', because(unknowns));
  try {
    const outcome = rule.check(subjectOf(rule, analysis, context), thresholdsOf(rule, overrides));
    switch (outcome.state) {
      case 'fires':
        return fired(rule, outcome, analysis);
      case 'quiet':
        return { ...silent(rule, 'quiet', inWords(outcome.message, outcome.evidence)), evidence: outcome.evidence };
      case 'cannot-tell':
        return unable(rule, `needs ${outcome.missing.join(', ')}`, outcome.missing);
    }
  } catch (error) {
    return silent(rule, 'failed', error instanceof Error ? error.message : String(error));
  }
}

/** Thresholds that an operator set, by name. */
export type Overrides = Readonly<Record<string, number>>;

const thresholdsOf = ({ thresholds }: Rule, overrides: Overrides): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(thresholds).map(([name, { value }]) => [name, overrides[name] ?? value]));

const because = (unknowns: readonly Unknown[]): string => reasonsOf(unknowns).join('; ');

const reasonsOf = (unknowns: readonly Unknown[]): readonly string[] => [
  ...new Set(unknowns.map(({ reason, missing }) => formatReason(reason, missing))),
];

const unable = (rule: Rule, message: string, missing: readonly string[]): Finding => ({
  ...silent(rule, 'cannot-tell', message),
  missing,
});

/** No more than it declared, so that what it needs is never wrong. */
function subjectOf(rule: Rule, analysis: Analysis, context: Context): Subject {
  const measures = Object.fromEntries(rule.needs.map((id) => [id, analysis.measures[id]])) as Record<MeasureId, Known>;
  return { ...context, analysis, measures, others: analysis.measures };
}

function fired(rule: Rule, outcome: Fires, analysis: Analysis): Finding {
  const { message, severity, evidence, objections, atStake, actions } = outcome;
  const words = (template: string): string => inWords(template, evidence);
  return {
    ...silent(rule, 'fires', words(message)),
    severity: severity ?? rule.severity,
    evidence,
    objections,
    atStake,
    actions: actions
      .filter((action) => !isAlready(action, analysis))
      .map((action) => ({
        ...action,
        mechanism: words(action.mechanism),
        sideEffect: words(action.sideEffect),
        rollback: words(action.rollback),
        refutedBy: words(action.refutedBy),
      })),
    confidence: confidenceOf(objections, Object.values(evidence)),
  };
}

const silent = ({ id, title, role, severity }: Rule, state: FindingState, message: string): Finding => ({
  id,
  title,
  role,
  severity,
  state,
  message,
  evidence: {},
  objections: [],
  atStake: undefined,
  actions: [],
  confidence: 'high',
  explainedBy: undefined,
  missing: [],
});
