import { annotation, known, type Annotation, type Measured } from '../../quantities/index.ts';
import type { Window } from '../../metrics/window/index.ts';
import { firstUnknown, isUnknown, meanOf, observations, perSecondOf } from '../engine-window.ts';
import type { Contribution } from '../measures.ts';

/**
 * The engine's steps, estimated: vLLM observes a step only when it emits a token, so steps of a chunked prefill alone are
 * missing and the rate is a lower bound.
 *
 *     stepsPerSecond         = Δiteration_count / T
 *     tokensPerStep          = Δiteration_sum / Δiteration_count      prompt (booked where the prefill ends) + output tokens
 *     decodeRequestsPerStep  = Δitl_count / Δiteration_count
 *     stepSeconds            = Δitl_sum / Δitl_count                  full steps weigh more than empty ones
 *     busyRatio              = min(1, stepsPerSecond · stepSeconds)
 *
 * With several API servers each counts the steps it took part in: steps are over-counted and their tokens split.
 */
export function steps(
  window: Window,
): Contribution<'stepsPerSecond' | 'tokensPerStep' | 'decodeRequestsPerStep' | 'stepSeconds' | 'busyRatio'> {
  const iterations = observations(window, 'iterationTokens');
  const decoding = observations(window, 'itlSeconds');
  const annotations = stepAnnotations(window);
  const stepSeconds = meanOf(window, 'itlSeconds', 'seconds', [annotation('batch-weighted')]);
  if (isUnknown(iterations)) {
    return {
      stepsPerSecond: iterations,
      tokensPerStep: iterations,
      decodeRequestsPerStep: iterations,
      stepSeconds,
      busyRatio: iterations,
    };
  }
  const stepsPerSecond = perSecondOf(window, iterations.count, 'stepsPerSecond', annotations);
  return {
    stepsPerSecond:
      stepsPerSecond.known && window.singleProcess ? { ...stepsPerSecond, low: stepsPerSecond.value } : stepsPerSecond,
    tokensPerStep: known(iterations.sum / iterations.count, 'tokensPerStep', { annotations }),
    decodeRequestsPerStep: isUnknown(decoding)
      ? decoding
      : known(decoding.count / iterations.count, 'requestsPerStep', { annotations }),
    stepSeconds,
    busyRatio: busyRatio(stepsPerSecond, stepSeconds, annotations),
  };
}

const stepAnnotations = ({ singleProcess }: Window): Annotation[] => [
  annotation('estimated-steps'),
  ...(singleProcess ? [] : [annotation('split-iterations')]),
];

function busyRatio(stepsPerSecond: Measured, stepSeconds: Measured, annotations: readonly Annotation[]): Measured {
  if (!stepsPerSecond.known || !stepSeconds.known) return firstUnknown(stepsPerSecond, stepSeconds);
  return known(Math.min(1, stepsPerSecond.value * stepSeconds.value), 'ratio', { annotations });
}
