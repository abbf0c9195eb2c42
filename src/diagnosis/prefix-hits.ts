import type { Measures } from '../analysis/index.ts';
import type { Known } from '../quantities/index.ts';
import { partOf } from './at-stake.ts';
import { derivedEvidence } from './evidence.ts';
import { objection } from './objection.ts';
import type { AtStake, Objection } from './outcome.ts';
import { queues } from './queueing.ts';
import type { Threshold } from './rule.ts';

/** What follows from fewer hits in the prefix cache than elsewhere or before, and what else would explain them. */

// As in the generated alerts: shares of fewer requests are noise.
export const COMPARED_REQUESTS = {
  value: 50,
  unit: 'count',
  what: 'requests on each side that is compared',
} as const satisfies Threshold;

// vLLM evicts prefixes nobody uses when blocks run out; from here on a long prompt finds none. As in the generated alerts.
export const PREFIXES_EVICTED = {
  value: 0.9,
  unit: 'ratio',
  what: 'KV cache use from which prefixes are evicted',
} as const satisfies Threshold;

// A choice: prompts of the same kind differ by less on average.
export const PROMPT_FACTOR = {
  value: 1.5,
  unit: 'ratio',
  what: 'prompt lengths that far apart are of different kinds',
} as const satisfies Threshold;

/** Whether prompts are of such different length that they are another workload. */
export function promptsDiffer(now: Measures, compared: Measures, factor: number): Objection {
  const [here, there] = [now, compared].map(lengthOf);
  return objection(
    'prompts are of another length, so they may be of another kind with less in common',
    here && there
      ? derivedEvidence('the longer prompts against the shorter ones', Math.max(here / there, there / here), 'ratio', {
          bound: { relation: '<', value: factor },
        })
      : undefined,
  );
}

const lengthOf = ({ promptTokensPerRequest: length }: Measures): number | undefined =>
  length.known ? length.value : undefined;

/**
 * What missing hits cost each request at most: prefill takes as long as there are tokens to compute, a share of 1 − hits, so
 *
 *     saved = prefill · (best − here) / (1 − here)                       seconds
 *
 * Undefined while requests queue, or where nobody counts them: then the queue comes first.
 */
export function prefillAtStake(measures: Measures, here: Known, best: number): AtStake | undefined {
  const { prefillSeconds: prefill, e2eSeconds: e2e } = measures;
  if (queues(measures) !== false || !prefill.known) return undefined;
  const saved = (prefill.value * (best - here.value)) / (1 - here.value);
  return partOf('e2eSeconds', e2e, saved, { high: saved });
}
