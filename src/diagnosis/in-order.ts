import type { Finding } from './finding.ts';
import { ROLES, SEVERITIES, type Role, type Rule } from './rule.ts';

/**
 * Causes before their consequences; a standstill before everything and what requests wait for before the rest; otherwise by what
 * is at stake: the share of a request's time, or of the requests, that would be won. Findings that fire come first; of those that
 * do not, the order of the rules stays.
 */
export function inOrder(findings: readonly Finding[], rules: readonly Rule[]): Finding[] {
  const firing = findings.filter(({ state }) => state === 'fires').sort(gravestFirst);
  const causes = causesOf(firing, rules);
  const explained = firing.map((finding) => consequence(finding, causes.get(finding.id)));
  const roots = explained.filter(({ explainedBy }) => explainedBy === undefined);
  const placed = roots.map((root) => [root, ...consequences(root, explained)]).sort(mostBindingFirst);
  return [...placed.flat(), ...findings.filter(({ state }) => state !== 'fires')];
}

/** What follows from another finding is no alarm of its own. */
const consequence = (finding: Finding, explainedBy: string | undefined): Finding =>
  explainedBy === undefined || finding.severity !== 'critical'
    ? { ...finding, explainedBy }
    : { ...finding, explainedBy, severity: 'warning' };

/**
 * Of each finding the gravest of those that explain it; in a circle of rules that explain each other the gravest finding has
 * none, so that none is lost.
 */
function causesOf(gravest: readonly Finding[], rules: readonly Rule[]): ReadonlyMap<string, string> {
  const causes = new Map<string, string>();
  const follows = (from: string | undefined, id: string): boolean =>
    from !== undefined && (from === id || follows(causes.get(from), id));
  for (const { id } of gravest.toReversed()) {
    const explaining = rules.filter((rule) => rule.explains.includes(id));
    const cause = gravest.find((other) => explaining.some((rule) => rule.id === other.id) && !follows(other.id, id));
    if (cause) causes.set(id, cause.id);
  }
  return causes;
}

const consequences = (cause: Finding, all: readonly Finding[]): Finding[] =>
  all.filter(({ explainedBy }) => explainedBy === cause.id).flatMap((each) => [each, ...consequences(each, all)]);

const FIRST: readonly Role[] = ['limit', 'standstill'];

/** What makes a limit bind earlier stands where that limit does. */
const mostBindingFirst = (left: readonly Finding[], right: readonly Finding[]): number =>
  bindingOf(right) - bindingOf(left);

const bindingOf = (findings: readonly Finding[]): number =>
  Math.max(...findings.map(({ role }) => FIRST.indexOf(role)));

/** By role, then what is at stake, then severity; what was never weighed comes after what was. */
function gravestFirst(left: Finding, right: Finding): number {
  const binding = FIRST.indexOf(right.role) - FIRST.indexOf(left.role);
  const stake = (right.atStake?.ratio ?? 0) - (left.atStake?.ratio ?? 0);
  const severity = SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity);
  return binding || stake || severity || ROLES.indexOf(left.role) - ROLES.indexOf(right.role);
}
