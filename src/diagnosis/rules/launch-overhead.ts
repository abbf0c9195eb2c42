import type { Analysis, RooflineDetail } from '../../analysis/index.ts';
import { quantityOf, type Known } from '../../quantities/index.ts';
import { predictStep, universalCalibration } from '../../roofline/index.ts';
import type { Action } from '../action.ts';
import { wouldBeWon } from '../at-stake.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { missingForStep } from '../missing-for-step.ts';
import { objection } from '../objection.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { predictedStep } from '../predicted-step.ts';
import { defineRule, type Subject } from '../rule.ts';
import { declaredWrongly, evictions, splitSteps } from '../step-objections.ts';
import { holds, withTensor } from '../tensor-parallel.ts';
import { withinError } from '../within-error.ts';

const NEEDS = ['stepSeconds', 'predictedStepSeconds', 'busyMbuRatio'] as const;
type Own = Subject<(typeof NEEDS)[number]>;

// A choice: without graphs a step takes some ten times as long at worst, of a small model; one on another machine some hundred times.
const ANOTHER_MACHINE = 30;

/** A step is neither memory traffic nor computing nor communication, but launching kernels and waiting for the host. */
export const launchOverhead = defineRule({
  id: 'launch-overhead',
  title: 'Steps are mostly overhead',
  role: 'ceiling',
  severity: 'warning',
  needs: NEEDS,
  thresholds: {
    // A choice: most of the step. A well-run 8B model on one H100 comes to 0.3, a 70B model on two to 0.2.
    overheadShare: { value: 0.5, unit: 'ratio', what: 'share of a step that is overhead, from which it counts' },
    // Source: performance model, section 5, row 6: launch-bound engines stay below, bandwidth-bound ones reach 0.6.
    bandwidthUsed: {
      value: 0.4,
      unit: 'ratio',
      what: 'memory bandwidth used while busy, from which memory counts more',
    },
  },
  explains: ['objective-missed'],
  check(subject, { overheadShare, bandwidthUsed }): Outcome {
    const { measures, others, analysis } = subject;
    const { roofline } = analysis;
    const decode = roofline?.point.decodeStep;
    const missing = missingForStep(subject);
    if (!roofline || !decode || missing.length > 0) return cannotTell(...missing);
    const { stepSeconds: step, busyMbuRatio: used } = measures;
    const times = (step.value - decode.interferenceSeconds) / decode.seconds;
    if (times >= ANOTHER_MACHINE) {
      return cannotTell(
        `settings that can be true: a step takes ${Math.round(times)} times as long as what is declared lets expect`,
      );
    }
    const work = decode.seconds - decode.overheadSeconds + decode.interferenceSeconds;
    const share = Math.max(0, step.value - work) / step.value;
    const evidence = {
      step: measuredEvidence('step', 'stepSeconds', step),
      expected: measuredEvidence('step to expect', 'predictedStepSeconds', measures.predictedStepSeconds),
      work: derivedEvidence('of it memory, computing and communication', work, 'seconds'),
      share: derivedEvidence('share of the step that is overhead', share, 'ratio', {
        bound: { relation: '≥', value: overheadShare },
      }),
      used: measuredEvidence('memory bandwidth used while busy', 'busyMbuRatio', used, {
        relation: '<',
        value: bandwidthUsed,
      }),
    };
    if (share < overheadShare) return quiet('a step takes {step}, of which {work} of work are expected', evidence);
    if (used.value >= bandwidthUsed) return quiet('{used} of the memory bandwidth are used', evidence);
    const actions = actionsFor(subject, roofline);
    return {
      state: 'fires',
      message: 'only {work} of a step of {step} are work, and {used} of the memory bandwidth are used while it is busy',
      evidence,
      objections: [manyRequests(others, roofline), evictions(others), splitSteps(others), declaredWrongly(roofline)],
      atStake: wouldBeWon('itlSeconds', step, actions),
      actions,
    };
  },
  page: {
    whatItMeans:
      'The GPU waits more than it works: between the kernels of a step it is launched anew each time, or the host prepares the next step too slowly. Memory and arithmetic are far from their limits.',
    whyItMatters:
      'Each token takes longer than the hardware needs, and faster hardware, narrower weights or more tensor parallelism do not help, because none of them makes the overhead shorter.',
    howItIsComputed:
      'Work = floor of the decode step at the roofs + what kernels lose + collectives + what prompts add, by the cost model. Overhead share = (measured step − work) ÷ measured step; it includes what the cost model expects for launching. It counts from `overheadShare`, while the memory bandwidth used stays below `bandwidthUsed`.',
    whatToDo:
      'If `--enforce-eager` is set, remove it. Check in the log that CUDA graphs are captured for the batch that runs. If the model is spread over more GPUs than it needs, spread it over fewer and use the others as replicas.',
    whenItMisleads:
      'Waits after a preemption count as time between tokens. With a large batch the host may be what is slow (sampling, detokenizing, structured output). A wrong model, precision or GPU in the settings makes the work too small; where a step takes thirty times as long as is to be expected, that is taken for granted, and nothing is said. How many steps ran is estimated.',
    references: [
      'vLLM, Optimization and Tuning: https://docs.vllm.ai/en/latest/configuration/optimization.html',
      'vLLM, CUDA Graphs: https://docs.vllm.ai/en/latest/design/cuda_graphs.html',
    ],
  },
});

/** Launching is paid by the step, what the host does for a request by the request. */
function manyRequests({ halfSaturationBatch: half }: Own['others'], { load }: RooflineDetail): Objection {
  return objection(
    'the batch is large, so it may be what the host does for each request',
    half.known
      ? derivedEvidence('requests that decode in a step', load.decode.requests, 'requests', {
          bound: { relation: '<', value: half.value },
        })
      : undefined,
  );
}

function actionsFor({ measures, analysis }: Own, roofline: RooflineDetail): Action[] {
  const step = measures.stepSeconds;
  const usual = usualStep(roofline);
  const graphs = usual && (usual.high ?? usual.value) < step.value ? withGraphs(usual) : [];
  return [...graphs, ...onFewerGpus(analysis, roofline, step)];
}

/** Engines whose steps are all in CUDA graphs are what the universal constants were fitted to. */
function usualStep({ resolved, load, point }: RooflineDetail): Known | undefined {
  const { deployment } = resolved;
  const calibration = universalCalibration(deployment.model);
  const { seconds } = predictStep({ decode: load.decode, prefill: [] }, deployment, calibration);
  return withinError(seconds + (point.decodeStep?.interferenceSeconds ?? 0), 'seconds', calibration);
}

const withGraphs = (then: Known): Action[] => [
  {
    knob: '--enforce-eager',
    change: 'remove',
    mechanism: 'Where it is set, each kernel is launched by itself; with CUDA graphs a whole step is launched at once.',
    predicts: [{ measure: 'itlSeconds', direction: 'falls', then }],
    sideEffect: 'Starting takes longer, and the graphs take some memory from the KV cache.',
    rollback: 'Restart with --enforce-eager.',
    refutedBy: 'itlSeconds stays although the log says that graphs were captured: the host is too slow.',
  },
  {
    knob: '--cudagraph-capture-sizes',
    change: 'do',
    mechanism:
      'Batches larger than the largest captured size run without a graph; look whether the log names a size for the batch that runs, and whether sizes were set by hand.',
    predicts: [{ measure: 'itlSeconds', direction: 'falls', then }],
    sideEffect: 'Each further size takes time at the start and memory from the KV cache.',
    rollback: 'Restart with the sizes of before.',
    refutedBy: 'itlSeconds stays although each batch has a graph.',
  },
];

/** Half the GPUs with the same batch: a step takes little longer there, since only the work grows. */
function onFewerGpus(analysis: Analysis, roofline: RooflineDetail, measured: Known): Action[] {
  const { deployment } = roofline.resolved;
  const tensor = deployment.parallelism.tensor / 2;
  const fewer = withTensor(deployment, tensor);
  if (!fewer || !holds(roofline, fewer, roofline.load.decode.requests)) return [];
  const then = predictedStep(analysis, measured, { deployment: fewer });
  if (!then) return [];
  return [
    {
      knob: '--tensor-parallel-size',
      change: 'lower',
      to: quantityOf(tensor, 'count'),
      mechanism:
        'Fewer GPUs each do more between the same launches, so a step takes little longer, and the GPUs that become free can serve as replicas.',
      predicts: [
        { measure: 'busyMbuRatio', direction: 'rises' },
        { measure: 'itlSeconds', direction: then.value > measured.value ? 'rises' : 'falls', then },
      ],
      sideEffect: 'Weights take a larger part of the memory of each GPU, so the KV cache of a replica is smaller.',
      rollback: 'Restart with the value of before.',
      refutedBy: 'itlSeconds rises in proportion to the work of a GPU: it was not overhead.',
    },
  ];
}
