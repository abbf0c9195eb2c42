import type { Analysis, MeasureId, Measures } from '../analysis/index.ts';
import type { Known, Unit } from '../quantities/index.ts';
import type { Outcome } from './outcome.ts';
import type { RulePage } from './rule-page.ts';

export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * What a finding is to the verdict:
 *
 * - standstill: the engine does not work, so nothing else matters;
 * - limit: requests wait for it, in the engine’s queue or before they reach it, so it may be what binds;
 * - ceiling: the hardware, or what runs on it, sets how long a step takes;
 * - contribution: makes a limit bind earlier, or costs something by itself;
 * - symptom: what users or counters see of a cause;
 * - instrument: the data is not what it seems, or does not suffice.
 */
export const ROLES = ['standstill', 'limit', 'ceiling', 'contribution', 'symptom', 'instrument'] as const;
export type Role = (typeof ROLES)[number];

/** Where quiet ends. Operators may override it; its source, or why it was chosen, stands on the line above it in the rule. */
export interface Threshold {
  readonly value: number;
  readonly unit: Unit;
  /** What it is, for people. */
  readonly what: string;
}

/** What a rule may look at. */
export interface Subject<Needed extends MeasureId = MeasureId> {
  /** All that the rule needs: it is not asked while one of them is unknown. */
  readonly measures: Readonly<Record<Needed, Known>>;
  /** All, known or not: evidence beside; where one decides and is not known, the rule cannot tell. */
  readonly others: Measures;
  readonly analysis: Analysis;
  /** The engines that serve the same model in the same window, this one among them. */
  readonly replicas: readonly Analysis[];
  /** The same engine in the window before, where there is one. */
  readonly before: Analysis | undefined;
}

export interface Rule<Needed extends MeasureId = MeasureId, Limits extends string = string> {
  /** A noun for what is wrong; the name of its file. */
  readonly id: string;
  /** What it says when it fires, in a few words. */
  readonly title: string;
  readonly role: Role;
  readonly severity: Severity;
  readonly needs: readonly Needed[];
  readonly thresholds: Readonly<Record<Limits, Threshold>>;
  /** Rules whose findings are consequences of this one: they never outrank it. */
  readonly explains: readonly string[];
  check(subject: Subject<Needed>, thresholds: Readonly<Record<Limits, number>>): Outcome;
  readonly page: RulePage;
}

/** The same rule, with what it needs and its thresholds known by name. */
export const defineRule = <const Needed extends MeasureId, const Limits extends string>(
  rule: Rule<Needed, Limits>,
): Rule<Needed, Limits> => rule;
