import type { Analysis, RooflineDetail } from '../../analysis/index.ts';
import { CACHE_CONFIG, CACHE_CONFIG_VALUE } from '../../metrics/catalogue/index.ts';
import type { Known } from '../../quantities/index.ts';
import { kvCacheFormat } from '../../roofline/index.ts';
import type { Action } from '../action.ts';
import { wouldBeWon } from '../at-stake.ts';
import { derivedEvidence } from '../evidence.ts';
import { memoryBound, NEAR_FLOOR, STEP_NEEDS, stepEvidence, type StepSubject } from '../memory-bound-step.ts';
import { quiet, type Objection, type Outcome } from '../outcome.ts';
import { predictedStep } from '../predicted-step.ts';
import { missesTokenObjective, PROMISED_SHARE } from '../promised-share.ts';
import { defineRule } from '../rule.ts';
import { readsAreShared, SHARED_PREFIX } from '../reads-are-shared.ts';
import { declaredWrongly, evictions, splitSteps } from '../step-objections.ts';
import { onMoreGpus } from '../tensor-parallel.ts';

/** Reading keys and values of all that was said so far sets the length of a step. */
export const kvBandwidthBound = defineRule({
  id: 'kv-bandwidth-bound',
  title: 'Reading the KV cache sets the length of a step',
  role: 'ceiling',
  severity: 'info',
  needs: STEP_NEEDS,
  thresholds: {
    nearFloor: NEAR_FLOOR,
    // A choice: most of the bytes, which is a batch beyond half-saturation; see section 2.9 of the performance model.
    kvShare: { value: 0.5, unit: 'ratio', what: 'share of the bytes of a decode step that are keys and values' },
    sharedPrefix: SHARED_PREFIX,
    usualShare: PROMISED_SHARE,
  },
  explains: ['objective-missed'],
  check(subject, { nearFloor, kvShare, sharedPrefix, usualShare }): Outcome {
    const { measures, others, analysis } = subject;
    const found = memoryBound(subject, nearFloor);
    if ('state' in found) return found;
    const { roofline, bytes } = found;
    const { kvCache } = bytes;
    const { requests, contextTokens } = roofline.load.decode;
    const evidence = {
      ...stepEvidence(measures, nearFloor),
      cache: derivedEvidence('share of the bytes of a step that are keys and values', kvCache, 'ratio', {
        bound: { relation: '≥', value: kvShare },
      }),
      requests: derivedEvidence('requests that decode in a step', requests, 'requests'),
      context: derivedEvidence('tokens that each looks back at', contextTokens, 'tokens'),
    };
    if (kvCache < kvShare) return quiet('{cache} of the bytes of a step are keys and values', evidence);
    const actions = actionsFor(subject, roofline);
    return {
      state: 'fires',
      severity: missesTokenObjective(analysis, usualShare) ? 'warning' : 'info',
      message:
        '{cache} of what a step of {step} reads are keys and values, of {requests} requests that each look back at {context}',
      evidence,
      objections: [
        readsAreShared(others, sharedPrefix),
        otherFormat(analysis, roofline),
        evictions(others),
        splitSteps(others),
        declaredWrongly(roofline),
      ],
      atStake: wouldBeWon('itlSeconds', measures.stepSeconds, actions),
      actions,
    };
  },
  page: {
    whatItMeans:
      'For each token of each request a step reads the keys and values of all tokens before it. With this many requests, or contexts this long, that is most of what it reads, and the memory of the GPU is about as fast as it can be.',
    whyItMatters:
      'A step now grows nearly in proportion to the requests in it, so more at a time means slower tokens and hardly more throughput.',
    howItIsComputed:
      'The floor of the decode step at the roofs ÷ the measured step is at least `nearFloor`; bytes ÷ bandwidth exceed FLOP ÷ peak; and KV bytes ÷ all bytes of the step, by the cost model, are at least `kvShare`. The context is the mean prompt and half of the mean output of finished requests.',
    whatToDo:
      'Keep keys and values in fp8, which halves what is read and doubles what fits. Otherwise spread the requests over more replicas or GPUs, or shorten contexts. Raising `--max-num-seqs` gives little here.',
    whenItMisleads:
      'A beginning that all requests share may be read once for all of them, which the cost model does not count. With a wrong model, precision or GPU in the settings the floor is wrong; the format of the KV cache counts as declared there, else as the engine exports it; where the two differ the confidence is lower.',
    references: [
      'vLLM, Quantized KV Cache: https://docs.vllm.ai/en/latest/features/quantization/quantized_kvcache.html',
      'S. Williams, A. Waterman, D. Patterson, Roofline: An Insightful Visual Performance Model, Communications of the ACM 52(4), 2009',
    ],
  },
});

/** The engine exports it, and the cost model takes what is declared, if anything is. */
function otherFormat({ cacheConfig }: Analysis, { resolved }: RooflineDetail): Objection {
  const claim = 'keys and values are kept in another format than is declared';
  const exported = cacheConfig?.[CACHE_CONFIG.format];
  if (exported === undefined) return { claim, found: 'unknown' };
  const { model, kvCache } = resolved.deployment;
  if (exported === CACHE_CONFIG_VALUE.formatOfWeights) return { claim, found: 'no' };
  try {
    const { bytesPerElement } = kvCacheFormat(exported, model);
    return { claim, found: bytesPerElement === kvCache.bytesPerElement ? 'no' : 'yes' };
  } catch {
    // A format that the cost model does not know.
    return { claim, found: 'unknown' };
  }
}

function actionsFor({ measures, analysis }: StepSubject, roofline: RooflineDetail): Action[] {
  const step = measures.stepSeconds;
  return [
    ...withNarrowCache(analysis, roofline, step),
    onReplicas(analysis, step),
    ...onMoreGpus(analysis, roofline, step),
  ];
}

function withNarrowCache(analysis: Analysis, { resolved }: RooflineDetail, step: Known): Action[] {
  const { deployment } = resolved;
  const kvCache = kvCacheFormat('fp8', deployment.model);
  if (deployment.kvCache.bytesPerElement <= kvCache.bytesPerElement) return [];
  return [
    {
      knob: '--kv-cache-dtype',
      change: 'set',
      setting: 'fp8',
      mechanism: 'Keys and values of half the size are read in half the time, and twice as many fit into the cache.',
      predicts: [
        {
          measure: 'itlSeconds',
          direction: 'falls',
          then: predictedStep(analysis, step, { deployment: { ...deployment, kvCache } }),
        },
        { measure: 'kvCacheCapacityTokens', direction: 'rises' },
      ],
      sideEffect: 'Answers to long prompts change a little, so check their quality on your own task first.',
      rollback: 'Restart without the option.',
      refutedBy: 'itlSeconds stays: a step was not bound by reading the KV cache.',
    },
  ];
}

/** Half of the requests each. */
const onReplicas = (analysis: Analysis, step: Known): Action => ({
  knob: 'replicas',
  change: 'add',
  mechanism: 'With twice as many replicas each step reads the keys and values of half as many requests.',
  predicts: [
    {
      measure: 'itlSeconds',
      direction: 'falls',
      then: predictedStep(analysis, step, { times: 0.5 }),
    },
  ],
  sideEffect: 'Each replica reads all weights for fewer requests, and prefix caches are filled more than once.',
  rollback: 'Take the replicas away again.',
  refutedBy: 'itlSeconds stays although requestsRunning falls on each replica.',
});
