import type { Confidence, Finding } from './finding.ts';

/** The one thing that binds an engine. */
export interface Verdict {
  /** A finding's id; `arrivals` where nothing limits the engine but what is asked of it; `unknown` where nobody can tell. */
  readonly boundBy: string;
  readonly confidence: Confidence;
  readonly summary: string;
}

/**
 * Exactly one: an engine at a standstill is bound by that; otherwise by the limit that fires, is no consequence of another
 * limit and has most at stake. Where no limit fires:
 *
 * - hardly anybody waits, or every limit was looked at and is not reached: bound by what arrives;
 * - some wait and a limit could not be judged: unknown.
 *
 * Expects findings in order.
 */
export function verdictOf(findings: readonly Finding[], waits: boolean | undefined): Verdict {
  const firing = findings.filter(({ state }) => state === 'fires');
  const isConsequence = ({ explainedBy }: Finding): boolean => {
    const cause = firing.find(({ id }) => id === explainedBy);
    return cause !== undefined && (cause.role === 'limit' || isConsequence(cause));
  };
  // Sorted again: a limit that something else makes bind earlier stands behind that, wherever it is.
  const limits = firing
    .filter((finding) => finding.role === 'limit' && !isConsequence(finding))
    .sort((left, right) => (right.atStake?.ratio ?? 0) - (left.atStake?.ratio ?? 0));
  const binding = firing.find(({ role }) => role === 'standstill') ?? limits[0];
  if (binding) {
    return { boundBy: binding.id, confidence: binding.confidence, summary: binding.message };
  }
  const unjudged = findings.filter(({ role, state }) => role === 'limit' && state !== 'quiet' && state !== 'fires');
  if (waits === undefined) {
    return {
      boundBy: 'unknown',
      confidence: 'low',
      summary: 'Who waits is not known, so nobody can tell what limits it',
    };
  }
  if (waits && unjudged.length > 0) {
    const names = unjudged.map(
      ({ title, message }) => `${title.charAt(0).toLowerCase()}${title.slice(1)} (${message})`,
    );
    return {
      boundBy: 'unknown',
      confidence: 'low',
      summary: `Requests wait, and no limit that could be judged is reached; not judged: ${names.join('; ')}`,
    };
  }
  return {
    boundBy: 'arrivals',
    // Without a queue no limit binds, whatever is unknown; with one, something that no rule looks at may.
    confidence: waits ? 'medium' : 'high',
    summary: waits ? 'Requests wait, but no limit is reached' : 'Hardly anybody waits, and it does what is asked of it',
  };
}
