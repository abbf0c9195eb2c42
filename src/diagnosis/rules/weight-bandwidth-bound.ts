import type { Analysis, RooflineDetail } from '../../analysis/index.ts';
import type { Known } from '../../quantities/index.ts';
import { mainFormat, withWeights } from '../../roofline/index.ts';
import type { Action } from '../action.ts';
import { wouldBeWon } from '../at-stake.ts';
import { derivedEvidence } from '../evidence.ts';
import { memoryBound, NEAR_FLOOR, STEP_NEEDS, stepEvidence, type StepSubject } from '../memory-bound-step.ts';
import { quiet, type Outcome } from '../outcome.ts';
import { predictedStep } from '../predicted-step.ts';
import { missesTokenObjective, PROMISED_SHARE } from '../promised-share.ts';
import { defineRule } from '../rule.ts';
import { declaredWrongly, evictions, splitSteps } from '../step-objections.ts';
import { onMoreGpus } from '../tensor-parallel.ts';

/** Reading the weights sets the length of a step: the batch is too small to share their cost. */
export const weightBandwidthBound = defineRule({
  id: 'weight-bandwidth-bound',
  title: 'Reading the weights sets the length of a step',
  role: 'ceiling',
  severity: 'info',
  needs: STEP_NEEDS,
  thresholds: {
    nearFloor: NEAR_FLOOR,
    // A choice: most of the bytes, which is a batch below half-saturation; see section 2.9 of the performance model.
    weightShare: { value: 0.5, unit: 'ratio', what: 'share of the bytes of a decode step that are weights' },
    usualShare: PROMISED_SHARE,
  },
  explains: ['objective-missed'],
  check(subject, { nearFloor, weightShare, usualShare }): Outcome {
    const { measures, others, analysis } = subject;
    const found = memoryBound(subject, nearFloor);
    if ('state' in found) return found;
    const { roofline, bytes } = found;
    const { weights } = bytes;
    const { requests } = roofline.load.decode;
    const half = others.halfSaturationBatch;
    const evidence = {
      ...stepEvidence(measures, nearFloor),
      weights: derivedEvidence('share of the bytes of a step that are weights', weights, 'ratio', {
        bound: { relation: '≥', value: weightShare },
      }),
      requests: derivedEvidence(
        'requests that decode in a step',
        requests,
        'requests',
        half.known ? { bound: { relation: '<', value: half.value } } : {},
      ),
    };
    if (weights < weightShare) return quiet('{weights} of the bytes of a step are weights', evidence);
    const actions = actionsFor(subject, roofline);
    return {
      state: 'fires',
      severity: missesTokenObjective(analysis, usualShare) ? 'warning' : 'info',
      message:
        'a step of {step} is near what the hardware can do, and {weights} of what it reads are weights, for {requests} requests at a time',
      evidence,
      objections: [evictions(others), splitSteps(others), declaredWrongly(roofline)],
      atStake: wouldBeWon('itlSeconds', measures.stepSeconds, actions),
      actions,
    };
  },
  page: {
    whatItMeans:
      'Every step reads all weights once, however many requests it serves. With so few requests that is most of what it reads, and the memory of the GPU is about as fast as it can be.',
    whyItMatters:
      'It sets the time between tokens, and no tuning of the scheduler changes it. More requests at a time would cost next to nothing, so it is a limit of latency and not of throughput.',
    howItIsComputed:
      'The floor of the decode step at the roofs ÷ the measured step is at least `nearFloor`; bytes ÷ bandwidth exceed FLOP ÷ peak; and weight bytes ÷ all bytes of the step, by the cost model, are at least `weightShare`. Half is where the batch equals weight bytes ÷ KV bytes of one request (half-saturation).',
    whatToDo:
      'If tokens come fast enough, nothing: this is what an engine with few requests looks like. Otherwise read fewer bytes: weights in fp8, speculative decoding so that one reading gives several tokens, or more GPUs that each read a part.',
    whenItMisleads:
      'With a wrong model, precision or GPU in the settings the floor is wrong; a mixture of experts is taken to route evenly. Prompts in the same step make it longer than its floor, so that this may stay quiet although it is true.',
    references: [
      'S. Williams, A. Waterman, D. Patterson, Roofline: An Insightful Visual Performance Model, Communications of the ACM 52(4), 2009',
      'Y. Leviathan, M. Kalman, Y. Matias, Fast Inference from Transformers via Speculative Decoding: https://arxiv.org/abs/2211.17192',
      'vLLM, Optimization and Tuning: https://docs.vllm.ai/en/latest/configuration/optimization.html',
    ],
  },
});

function actionsFor({ measures, others, analysis }: StepSubject, roofline: RooflineDetail): Action[] {
  const step = measures.stepSeconds;
  // Exported only while it is on.
  const speculates = others.acceptedTokensPerDraft.known || others.acceptedTokensPerDraft.reason === 'no-traffic';
  return [
    ...withNarrowWeights(analysis, roofline, step),
    ...(speculates ? [] : [SPECULATE]),
    ...onMoreGpus(analysis, roofline, step),
  ];
}

/** Narrower weights are a change of the checkpoint, not of an option, once they have eight bits. */
const EIGHT_BITS = 8;

function withNarrowWeights(analysis: Analysis, { resolved }: RooflineDetail, step: Known): Action[] {
  const { deployment } = resolved;
  // Scales make eight bits a little more.
  if (Math.floor(mainFormat(deployment.model).bitsPerParameter) <= EIGHT_BITS) return [];
  const then = predictedStep(analysis, step, {
    deployment: { ...deployment, model: withWeights(deployment.model, 'fp8') },
  });
  return [
    {
      knob: '--quantization',
      change: 'set',
      setting: 'fp8',
      mechanism: 'Weights of half the size are read in half the time, and a step reads little else.',
      predicts: [
        { measure: 'itlSeconds', direction: 'falls', then },
        { measure: 'kvCacheCapacityTokens', direction: 'rises' },
      ],
      sideEffect: 'Answers change a little, so check their quality on your own task first.',
      rollback: 'Restart without the option.',
      refutedBy: 'itlSeconds stays: a step was not bound by reading weights.',
    },
  ];
}

const SPECULATE: Action = {
  knob: '--speculative-config',
  change: 'set',
  mechanism: 'One reading of the weights checks several proposed tokens, of which those that are right are all kept.',
  predicts: [{ measure: 'tpotSeconds', direction: 'falls' }],
  sideEffect: 'A draft model takes memory from the KV cache, and with many requests at a time the checking costs more.',
  rollback: 'Restart without the option.',
  refutedBy: 'acceptedTokensPerDraft is so low that tpotSeconds does not fall.',
};
