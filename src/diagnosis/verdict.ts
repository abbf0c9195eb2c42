import { formatQuantity } from '../quantities/index.ts';
import type { Confidence, Finding } from './finding.ts';
import type { Queue } from './queueing.ts';

/** The one thing that binds an engine. */
export interface Verdict {
  /** A finding's id; `arrivals` where nothing limits the engine but what is asked of it; `unknown` where nobody can tell. */
  readonly boundBy: string;
  readonly confidence: Confidence;
  readonly summary: string;
}

/**
 * Exactly one: an engine at a standstill is bound by that; otherwise by the limit that fires, is no consequence of another
 * limit, stands on no reading that is surely wrong, and has most at stake. Where no limit fires:
 *
 * - too few wait to matter: bound by what arrives;
 * - many wait, or nobody counts who waits: unknown, since something that no rule could judge holds them.
 *
 * Expects findings in order, and who waits.
 */
export function verdictOf(findings: readonly Finding[], queue: Queue | undefined): Verdict {
  const firing = findings.filter(({ state }) => state === 'fires');
  const isConsequence = ({ explainedBy }: Finding): boolean => {
    const cause = firing.find(({ id }) => id === explainedBy);
    return cause !== undefined && (isReason(cause) || isConsequence(cause));
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
  if (queue === undefined) {
    return {
      boundBy: 'unknown',
      confidence: 'low',
      summary: 'Who waits is not known, so nobody can tell what limits it',
    };
  }
  if (queue.counts !== false) {
    const names = unjudged.map(({ id, message }) => `${id} (${message})`);
    return {
      boundBy: 'unknown',
      confidence: 'low',
      summary: `${whoWaits(queue.share)}, and no limit that could be judged is reached${names.length > 0 ? `; not judged: ${names.join('; ')}` : ''}`,
    };
  }
  return {
    boundBy: 'arrivals',
    // A limit that was not judged may show in no queue.
    confidence: unjudged.length > 0 ? 'medium' : 'high',
    summary: `${whoWaits(queue.share)}${queue.share > 0 ? ', too few for a limit' : ''}: it does what is asked of it`,
  };
}

/** A limit, or an instrument that without doubt shows what is not there. */
const isReason = ({ role, confidence }: Finding): boolean =>
  role === 'limit' || (role === 'instrument' && confidence === 'high');

const whoWaits = (share: number): string =>
  share > 0 ? `${formatQuantity(share, 'ratio')} of the requests in the engine wait` : 'Nobody waits in the engine';
