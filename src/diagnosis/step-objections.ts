import type { Measures, RooflineDetail } from '../analysis/index.ts';
import { evidenceIfKnown } from './evidence.ts';
import { objection } from './objection.ts';
import type { Objection } from './outcome.ts';

/** What would make the measured length of a step, or what is said of it, wrong. */

export const evictions = (others: Measures): Objection =>
  objection(
    'requests are evicted, and their second wait is in what is measured',
    evidenceIfKnown('preemptions', 'preemptionsPerSecond', others, { relation: '≤', value: 0 }),
  );

/** Then the batch seems smaller, and the engine busier, than they are. A page shows at most that there is only one. */
export function splitSteps({ stepsPerSecond: steps }: Measures): Objection {
  const isOne = steps.known && !steps.annotations.some(({ id }) => id === 'split-iterations');
  return {
    claim: 'several API servers each count a part of every step, so that more requests share a step than it seems',
    found: isOne ? 'no' : 'unknown',
  };
}

/** All predictions stand on what is declared; utilisation above one and vLLM's own counters would show a mistake. */
export function declaredWrongly({ counterCheck, culprit }: RooflineDetail): Objection {
  const suspicion = culprit ?? counterCheck?.flop.suspicion ?? counterCheck?.bytes?.suspicion;
  return {
    claim: 'the model, its precision or the GPU are declared otherwise than they are',
    found: suspicion !== undefined ? 'yes' : counterCheck ? 'no' : 'unknown',
  };
}
