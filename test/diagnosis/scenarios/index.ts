import { ABORTS, ERRORS, IMBALANCES, STALE, UNDECIDABLE } from './findings.ts';
import { HEALTHY } from './healthy.ts';
import { BUDGETS, CACHES, DEFERRALS, FRONT_ENDS, OVERLOADS, SLOTS } from './limits.ts';
import { RECORDED } from './recorded.ts';
import type { Scenario } from './scenario.ts';
import { HUNG, SLEEPING } from './standstills.ts';

/** Engines of which it is known what limits them. */
export const SCENARIOS: readonly Scenario[] = [
  ...RECORDED,
  ...HEALTHY,
  ...SLOTS,
  ...CACHES,
  ...BUDGETS,
  ...OVERLOADS,
  ...DEFERRALS,
  ...FRONT_ENDS,
  ...HUNG,
  ...SLEEPING,
  ...STALE,
  ...ERRORS,
  ...ABORTS,
  ...IMBALANCES,
  ...UNDECIDABLE,
];
