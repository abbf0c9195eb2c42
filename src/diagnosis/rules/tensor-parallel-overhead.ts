import type { Analysis, RooflineDetail } from '../../analysis/index.ts';
import { quantityOf, type Known } from '../../quantities/index.ts';
import type { Action } from '../action.ts';
import { wouldBeWon } from '../at-stake.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { missingForStep } from '../missing-for-step.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { predictedStep } from '../predicted-step.ts';
import { defineRule } from '../rule.ts';
import { declaredWrongly, evictions, splitSteps } from '../step-objections.ts';
import { holds, withTensor } from '../tensor-parallel.ts';

const NEEDS = ['stepSeconds', 'predictedStepSeconds'] as const;

/** GPUs of one engine spend much of each step on adding up their parts. */
export const tensorParallelOverhead = defineRule({
  id: 'tensor-parallel-overhead',
  title: 'GPUs wait for each other',
  role: 'contribution',
  severity: 'warning',
  needs: NEEDS,
  thresholds: {
    // Source: performance model, section 5, row 14, where launching counts, too; launch-overhead looks at that by itself.
    collectiveShare: { value: 0.4, unit: 'ratio', what: 'share of a step in which GPUs exchange numbers' },
  },
  explains: [],
  check(subject, { collectiveShare }): Outcome {
    const { measures, others, analysis } = subject;
    const { roofline } = analysis;
    const decode = roofline?.point.decodeStep;
    const missing = missingForStep(subject);
    if (!roofline || !decode || missing.length > 0) return cannotTell(...missing);
    const { tensor } = roofline.resolved.deployment.parallelism;
    const step = measures.stepSeconds;
    const share = step.value > 0 ? decode.collectiveSeconds / step.value : 0;
    const evidence = {
      gpus: derivedEvidence('GPUs that share every layer', tensor, 'count'),
      step: measuredEvidence('step', 'stepSeconds', step),
      expected: measuredEvidence('step to expect', 'predictedStepSeconds', measures.predictedStepSeconds),
      exchange: derivedEvidence('of it exchange between GPUs', decode.collectiveSeconds, 'seconds'),
      share: derivedEvidence('share of a step in which GPUs exchange numbers', share, 'ratio', {
        bound: { relation: '≥', value: collectiveShare },
      }),
    };
    if (tensor === 1) return quiet('no layer is shared between GPUs', evidence);
    if (share < collectiveShare) return quiet('{gpus} GPUs exchange numbers in {share} of a step', evidence);
    const actions = [...onReplicas(analysis, roofline, step), IN_STAGES];
    return {
      state: 'fires',
      message: '{gpus} GPUs share every layer, and {exchange} of a step of {step} go into adding up their parts',
      evidence,
      objections: [otherExchange(roofline), evictions(others), splitSteps(others), declaredWrongly(roofline)],
      atStake: wouldBeWon('itlSeconds', step, actions),
      actions,
    };
  },
  page: {
    whatItMeans:
      'With tensor parallelism every GPU has a part of every layer, and twice in each layer all wait until their parts are added up. That takes as long as the link between them needs, and here that is a large part of a step.',
    whyItMatters:
      'Each further GPU makes a step hardly shorter. The same GPUs as several replicas would serve more, and often faster.',
    howItIsComputed:
      'Two all-reduces in each layer and one behind the embedding, of the activations of all tokens of the decode step: by measured tables of the hardware where there are any, otherwise by the bandwidth of the link. Share = that ÷ the measured step; it counts from `collectiveShare`.',
    whatToDo:
      'Lower `--tensor-parallel-size` as far as weights and KV cache still fit, and run replicas on the GPUs that become free. If the model needs all of them and they talk over the host bus, share it in stages instead, with `--pipeline-parallel-size`.',
    whenItMisleads:
      'Nothing of the exchange is measured on this engine: a slower link than declared makes it longer, and it then shows as unexplained time. Exchange between experts or stages is counted in. What prompts exchange is not.',
    references: [
      'vLLM, Parallelism and Scaling: https://docs.vllm.ai/en/latest/serving/parallelism_scaling/',
      'M. Shoeybi et al., Megatron-LM: https://arxiv.org/abs/1909.08053',
    ],
  },
});

function otherExchange({ resolved }: RooflineDetail): Objection {
  const { pipeline, expert, data } = resolved.deployment.parallelism;
  return {
    claim: 'a part of it is exchange between experts or between stages',
    found: pipeline > 1 || (expert && data > 1) ? 'yes' : 'no',
  };
}

/**
 * The same GPUs as several replicas, which each have their part of the requests: the largest part of a node that makes a step
 * shorter. None where reading more weights on each GPU would take what less exchange saves.
 */
function onReplicas(analysis: Analysis, roofline: RooflineDetail, step: Known): Action[] {
  const { resolved, load } = roofline;
  const { deployment } = resolved;
  const { tensor } = deployment.parallelism;
  for (let fewer = tensor / 2; fewer >= 1; fewer /= 2) {
    const changed = withTensor(deployment, fewer);
    const times = fewer / tensor;
    if (!changed || !holds(roofline, changed, times * load.decode.requests)) return [];
    const then = predictedStep(analysis, step, { deployment: changed, times });
    if (!then || then.value >= step.value) continue;
    return [
      {
        knob: '--tensor-parallel-size',
        change: 'lower',
        to: quantityOf(fewer, 'count'),
        mechanism:
          'Fewer GPUs exchange less in each layer; with replicas on the others each of them also has fewer requests in a step.',
        predicts: [
          { measure: 'itlSeconds', direction: 'falls', then },
          { measure: 'kvCacheCapacityTokens', direction: 'falls' },
        ],
        sideEffect: 'Weights are kept once for each replica, so less memory is left for the KV cache.',
        rollback: 'Restart with {gpus} GPUs for each engine.',
        refutedBy:
          'itlSeconds does not fall with as many replicas as the GPUs allow: the link was not what took so long.',
      },
    ];
  }
  return [];
}

const IN_STAGES: Action = {
  knob: '--pipeline-parallel-size',
  change: 'raise',
  mechanism:
    'With fewer GPUs for each layer and the layers in stages, activations are handed on once for each stage instead of being added up twice in each layer.',
  predicts: [{ measure: 'busyMbuRatio', direction: 'rises' }],
  sideEffect: 'Stages work one after the other, so a request alone does not get its tokens faster.',
  rollback: 'Restart with {gpus} GPUs for each layer.',
  refutedBy: 'busyMbuRatio stays: stages wait for each other as the GPUs did before.',
};
