import type { Analysis } from '../analysis/index.ts';
import { derivedEvidence } from './evidence.ts';
import { objection } from './objection.ts';
import type { Objection } from './outcome.ts';

/** That the engine restarted in the window, and what follows from it. */
export const restarted = (claim: string, { quality }: Analysis): Objection =>
  objection(claim, derivedEvidence('restarts', quality.restarts, 'count', { bound: { relation: '<', value: 1 } }));
