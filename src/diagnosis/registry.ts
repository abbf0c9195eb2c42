import type { Rule } from './rule.ts';
import { engineHung } from './rules/engine-hung.ts';
import { preemptionChurn } from './rules/preemption-churn.ts';
import { sequenceCap } from './rules/sequence-cap.ts';

/** All rules, in the order of their pages. */
export const RULES: readonly Rule[] = [sequenceCap, preemptionChurn, engineHung];
