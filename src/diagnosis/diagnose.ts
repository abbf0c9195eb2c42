import type { Analysis } from '../analysis/index.ts';
import { identityKey } from '../metrics/window/index.ts';
import { checkRule, type Context, type Overrides } from './check-rule.ts';
import type { Finding } from './finding.ts';
import { inOrder } from './in-order.ts';
import { countedQueue, queueIfKnown, type Queue } from './queueing.ts';
import { RULES } from './registry.ts';
import type { Rule } from './rule.ts';
import { staleGauges } from './rules/stale-gauges.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** What is wrong with one engine in one window, if anything. */
export interface Diagnosis {
  readonly verdict: Verdict;
  /** Of every rule: those that fire first, causes before consequences. */
  readonly findings: readonly Finding[];
}

/** Thresholds by rule and name. */
export type ThresholdSettings = Readonly<Record<string, Overrides>>;

/** Judges one engine by all rules. Pure, and never throws: a rule that fails says so in its finding. */
export function diagnose(
  analysis: Analysis,
  context: Context,
  thresholds: ThresholdSettings = {},
  rules: readonly Rule[] = RULES,
): Diagnosis {
  const findings = inOrder(
    rules.map((rule) => checkRule(rule, analysis, context, thresholds[rule.id])),
    rules,
  );
  return {
    verdict: verdictOf(findings, believedQueue(findings, analysis)),
    findings,
  };
}

/** By the gauges, unless they are found to be stale: then by the counters. */
const believedQueue = (findings: readonly Finding[], { measures }: Analysis): Queue | undefined =>
  findings.some(({ id, state, confidence }) => id === staleGauges.id && state === 'fires' && confidence === 'high')
    ? countedQueue(measures)
    : queueIfKnown(measures);

/** Judges all engines of a window, each beside the others that serve its model and what it did in the window before. */
export const diagnoseFleet = (...fleet: Parameters<typeof judgeOf>): Diagnosis[] => fleet[0].map(judgeOf(...fleet));

/** The same one by one, for whoever has something else to do between two engines. */
export function judgeOf(
  analyses: readonly Analysis[],
  earlier: readonly Analysis[] = [],
  thresholds: ThresholdSettings = {},
): (analysis: Analysis) => Diagnosis {
  const replicas = byModel(analyses);
  const before = new Map(earlier.map((analysis) => [identityKey(analysis.engine), analysis]));
  return (analysis) =>
    diagnose(
      analysis,
      {
        replicas: replicas.get(analysis.engine.model) ?? [analysis],
        before: before.get(identityKey(analysis.engine)),
      },
      thresholds,
    );
}

function byModel(analyses: readonly Analysis[]): ReadonlyMap<string | null, readonly Analysis[]> {
  const groups = new Map<string | null, Analysis[]>();
  for (const analysis of analyses) {
    const { model } = analysis.engine;
    const own = groups.get(model);
    if (own) own.push(analysis);
    else groups.set(model, [analysis]);
  }
  return groups;
}
