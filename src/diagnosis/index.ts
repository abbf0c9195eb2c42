// Takes measures of engines. Gives findings with evidence, and the one thing that binds each engine.
// One rule per file, with its page; adding one is a line in registry.ts and a test.
// Knows no metric names and reads nothing: what a measure means is the business of analysis.
export type { Action, Prediction } from './action.ts';
export { diagnose, diagnoseFleet, judgeOf, type Diagnosis, type ThresholdSettings } from './diagnose.ts';
export { episodes, type DiagnosedStep, type Episode } from './episodes.ts';
export type { Evidence } from './evidence.ts';
export { CONFIDENCES, type Finding, type FindingState } from './finding.ts';
export type { OnsetChange } from './onset.ts';
export { RULES } from './registry.ts';
export { ROLES, SEVERITIES, type Rule } from './rule.ts';
export { thresholdProblems } from './threshold-problems.ts';
