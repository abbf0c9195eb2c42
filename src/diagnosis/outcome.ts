import type { MeasureId } from '../analysis/index.ts';
import type { Known } from '../quantities/index.ts';
import type { Action } from './action.ts';
import type { Evidence, EvidenceByName } from './evidence.ts';
import type { Severity } from './rule.ts';

/** What a rule says of one engine in one window. */
export type Outcome = Fires | Quiet | CannotTell;

export interface Fires {
  readonly state: 'fires';
  /** Where it is other than what the rule usually has. */
  readonly severity?: Severity;
  /** One sentence without a full stop; names evidence in braces, and holds no digit itself. */
  readonly message: string;
  readonly evidence: EvidenceByName;
  /** What would speak against it, looked for. */
  readonly objections: readonly Objection[];
  readonly atStake?: AtStake | undefined;
  /** The first is the one to try first. */
  readonly actions: readonly Action[];
}

interface Quiet {
  readonly state: 'quiet';
  readonly message: string;
  readonly evidence: EvidenceByName;
}

interface CannotTell {
  readonly state: 'cannot-tell';
  /** What would have to be known: metrics, settings, a longer window. */
  readonly missing: readonly string[];
}

/** What would make the finding wrong, and whether it is so. Found ones lower the confidence. */
export interface Objection {
  /** A statement: "the KV cache is full, so that may be what stops admissions". */
  readonly claim: string;
  readonly found: 'yes' | 'no' | 'unknown';
  readonly evidence?: Evidence | undefined;
}

/** What users or the operator lose by it. */
export interface AtStake {
  /** Of which measure. */
  readonly measure: MeasureId;
  /** How much of it: seconds of each request, or requests per second. */
  readonly amount: Known;
  /** The same as a share of all of that measure, so that findings can be ordered. */
  readonly ratio: number;
}

export const quiet = (message: string, evidence: EvidenceByName = {}): Quiet => ({ state: 'quiet', message, evidence });

export const cannotTell = (...missing: readonly string[]): CannotTell => ({ state: 'cannot-tell', missing });
