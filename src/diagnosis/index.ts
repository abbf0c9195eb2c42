// Takes measures of engines. Gives findings with evidence, and the one thing that binds each engine.
// One rule per file, with its page; adding one is a line in registry.ts and a test.
// Knows no metric names and reads nothing: what a measure means is the business of analysis.
export type { Action, Prediction } from './action.ts';
export type { Context, Overrides } from './check-rule.ts';
export { diagnose, diagnoseFleet, type Diagnosis, type ThresholdSettings } from './diagnose.ts';
export { episodes, type DiagnosedStep, type Episode } from './episodes.ts';
export type { Bound, Evidence, EvidenceByName } from './evidence.ts';
export { CONFIDENCES, type Confidence, type Finding, type FindingState } from './finding.ts';
export type { AtStake, Objection } from './outcome.ts';
export type { OnsetChange } from './onset.ts';
export { RULES } from './registry.ts';
export { ROLES, SEVERITIES, type Role, type Rule, type Severity, type Threshold } from './rule.ts';
export type { RulePage } from './rule-page.ts';
export { thresholdProblems } from './threshold-problems.ts';
export type { Verdict } from './verdict.ts';
