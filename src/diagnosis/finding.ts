import type { Action } from './action.ts';
import type { EvidenceByName } from './evidence.ts';
import type { AtStake, Objection } from './outcome.ts';
import type { Role, Severity } from './rule.ts';

export type FindingState = 'fires' | 'quiet' | 'cannot-tell' | 'failed';

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What one rule says of one engine, in words with numbers. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly role: Role;
  readonly severity: Severity;
  readonly state: FindingState;
  /** With the numbers filled in; of one that cannot tell, what is missing. */
  readonly message: string;
  readonly evidence: EvidenceByName;
  readonly objections: readonly Objection[];
  readonly atStake: AtStake | undefined;
  readonly actions: readonly Action[];
  /** How sure: lower for each objection that was found, and for what is odd about the data. */
  readonly confidence: Confidence;
  /** The finding that this one is a consequence of. */
  readonly explainedBy: string | undefined;
  /** Of one that cannot tell, each thing that it would have to know, in words. */
  readonly missing: readonly string[];
}
