import type { Finding } from './finding.ts';
import { ROLES, SEVERITIES, type Rule } from './rule.ts';

/**
 * Causes before their consequences, and otherwise by what is at stake: the share of a request's time, or of the requests, that
 * would be won. Findings that fire come first; of those that do not, the order of the rules stays.
 */
export function inOrder(findings: readonly Finding[], rules: readonly Rule[]): Finding[] {
  const firing = findings.filter(({ state }) => state === 'fires');
  const explained = firing.map((finding) => ({ ...finding, explainedBy: causeOf(finding, firing, rules) }));
  const causes = explained.filter(({ explainedBy }) => explainedBy === undefined).sort(gravestFirst);
  const placed = causes.flatMap((cause) => [cause, ...consequences(cause, explained)]);
  return [...new Set(placed), ...findings.filter(({ state }) => state !== 'fires')];
}

/** The firing finding furthest up the chain of those that explain this one. */
function causeOf({ id }: Finding, firing: readonly Finding[], rules: readonly Rule[]): string | undefined {
  const explaining = rules.filter((rule) => rule.explains.includes(id));
  const causes = firing.filter((other) => other.id !== id && explaining.some((rule) => rule.id === other.id));
  return [...causes].sort(gravestFirst)[0]?.id;
}

const consequences = (cause: Finding, all: readonly Finding[]): Finding[] =>
  all
    .filter(({ explainedBy }) => explainedBy === cause.id)
    .sort(gravestFirst)
    .flatMap((each) => [each, ...consequences(each, all)]);

/** A standstill first, then what is at stake, then severity; what was never weighed comes after what was. */
function gravestFirst(left: Finding, right: Finding): number {
  const standstill = Number(right.role === 'standstill') - Number(left.role === 'standstill');
  const stake = (right.atStake?.ratio ?? 0) - (left.atStake?.ratio ?? 0);
  const severity = SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity);
  return standstill || stake || severity || ROLES.indexOf(left.role) - ROLES.indexOf(right.role);
}
