import type { Span } from './span.ts';

/** A series that Prometheus computes at every evaluation. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  /** The law it mirrors, for whoever reads the file. */
  readonly comment?: string;
}

/** `critical` wakes someone, because users feel it now; `warning` is a ticket; `info` is for when one looks anyway. */
export type Severity = 'critical' | 'warning' | 'info';

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: Span;
  readonly severity: Severity;
  /** The key of the objective it is about; alerts of one name are told apart by it. */
  readonly objective?: string;
  /** The rule of diagnosis whose page says what to do; otherwise the runbook does. */
  readonly page?: string;
  /** The finding that says the same of what the exporter serves, and is no less grave. */
  readonly finding?: string;
  readonly comment: string;
  readonly summary: string;
  /** With the numbers, as a Prometheus template. */
  readonly description: string;
}

/** Rules of one group are evaluated in order: a later one may stand on an earlier one. */
export interface RuleGroup<Rule extends RecordingRule | AlertRule = RecordingRule | AlertRule> {
  readonly name: string;
  readonly comment: string;
  readonly rules: readonly Rule[];
}
