import type { Rule } from './rule.ts';
import { arrivalOverload } from './rules/arrival-overload.ts';
import { clientAborts } from './rules/client-aborts.ts';
import { clockOrScrapeFault } from './rules/clock-or-scrape-fault.ts';
import { coldPrefixCache } from './rules/cold-prefix-cache.ts';
import { computeBound } from './rules/compute-bound.ts';
import { deferredAdmission } from './rules/deferred-admission.ts';
import { engineAsleep } from './rules/engine-asleep.ts';
import { engineHung } from './rules/engine-hung.ts';
import { errorFinishes } from './rules/error-finishes.ts';
import { frontendBound } from './rules/frontend-bound.ts';
import { kvBandwidthBound } from './rules/kv-bandwidth-bound.ts';
import { kvCacheCapacity } from './rules/kv-cache-capacity.ts';
import { launchOverhead } from './rules/launch-overhead.ts';
import { metricsMissing } from './rules/metrics-missing.ts';
import { objectiveMissed } from './rules/objective-missed.ts';
import { preemptionChurn } from './rules/preemption-churn.ts';
import { prefillInterference } from './rules/prefill-interference.ts';
import { prefillTokenBudget } from './rules/prefill-token-budget.ts';
import { prefixRoutingSpread } from './rules/prefix-routing-spread.ts';
import { replicaImbalance } from './rules/replica-imbalance.ts';
import { sequenceCap } from './rules/sequence-cap.ts';
import { settingsContradiction } from './rules/settings-contradiction.ts';
import { shapeShift } from './rules/shape-shift.ts';
import { staleGauges } from './rules/stale-gauges.ts';
import { tensorParallelOverhead } from './rules/tensor-parallel-overhead.ts';
import { truncatedOutputs } from './rules/truncated-outputs.ts';
import { underused } from './rules/underused.ts';
import { unprofitableSpeculation } from './rules/unprofitable-speculation.ts';
import { unresolvedPercentiles } from './rules/unresolved-percentiles.ts';
import { warmUp } from './rules/warm-up.ts';
import { weightBandwidthBound } from './rules/weight-bandwidth-bound.ts';

/** All rules, in the order of their pages. */
export const RULES: readonly Rule[] = [
  sequenceCap,
  kvCacheCapacity,
  prefillTokenBudget,
  arrivalOverload,
  preemptionChurn,
  prefillInterference,
  launchOverhead,
  weightBandwidthBound,
  kvBandwidthBound,
  computeBound,
  frontendBound,
  deferredAdmission,
  coldPrefixCache,
  prefixRoutingSpread,
  unprofitableSpeculation,
  tensorParallelOverhead,
  replicaImbalance,
  objectiveMissed,
  engineHung,
  engineAsleep,
  staleGauges,
  clientAborts,
  errorFinishes,
  truncatedOutputs,
  warmUp,
  underused,
  shapeShift,
  unresolvedPercentiles,
  metricsMissing,
  clockOrScrapeFault,
  settingsContradiction,
];
