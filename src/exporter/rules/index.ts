// Takes the settings. Gives rule files for Prometheus: what to record, and when to alert.
// Never measures: each recording rule is the law of a measure in PromQL, and alerts stand on those or on the exporter's findings.
export { RULE_KINDS, ruleFile, type RuleFileOptions, type RuleKind } from './rule-files.ts';
export { alertGroups } from './alert-groups.ts';
export { findingGroups } from './finding-groups.ts';
export { foreignPatterns } from './foreign-patterns.ts';
export { printInhibitions } from './print-inhibitions.ts';
export { recordingGroups } from './recording-groups.ts';
export { spanOf, type Span } from './span.ts';
export type { AlertRule, RecordingRule, RuleGroup, Severity } from './rule.ts';
