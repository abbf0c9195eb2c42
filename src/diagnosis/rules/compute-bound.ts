import type { Analysis, RooflineDetail } from '../../analysis/index.ts';
import { computeTypeOn, mainFormat, peakFlopPerSecond, withWeights, type Deployment } from '../../roofline/index.ts';
import type { Action, Prediction } from '../action.ts';
import { wouldBeWon } from '../at-stake.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { missingForStep } from '../missing-for-step.ts';
import { objection } from '../objection.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { predictedStep } from '../predicted-step.ts';
import { missesTokenObjective, PROMISED_SHARE } from '../promised-share.ts';
import { defineRule } from '../rule.ts';
import { declaredWrongly, splitSteps } from '../step-objections.ts';

const NEEDS = ['busyMfuRatio', 'intensityFlopPerByte', 'ridgeFlopPerByte'] as const;

/** The arithmetic of the GPU sets the length of a step: prompts, or a very large batch. */
export const computeBound = defineRule({
  id: 'compute-bound',
  title: 'The GPU computes as fast as it can',
  role: 'ceiling',
  severity: 'info',
  needs: NEEDS,
  thresholds: {
    // A choice: most of the busy time. With the universal constants that is a utilisation of 0.24 for dense models.
    computeShare: { value: 0.5, unit: 'ratio', what: 'share of the busy time that computing takes' },
    usualShare: PROMISED_SHARE,
  },
  explains: ['objective-missed'],
  check(subject, { computeShare, usualShare }): Outcome {
    const { measures, others, analysis } = subject;
    const { roofline } = analysis;
    const missing = missingForStep(subject);
    if (!roofline || missing.length > 0) return cannotTell(...missing);
    const { busyMfuRatio: used, intensityFlopPerByte: intensity, ridgeFlopPerByte: ridge } = measures;
    const { computeRatio } = roofline.resolved.calibration;
    const share = Math.min(1, used.value / computeRatio);
    const evidence = {
      used: measuredEvidence('share of the peak used while busy', 'busyMfuRatio', used),
      reachable: derivedEvidence('share of the peak that kernels reach', computeRatio, 'ratio'),
      share: derivedEvidence('share of the busy time that computing takes', share, 'ratio', {
        bound: { relation: '≥', value: computeShare },
      }),
      intensity: measuredEvidence('work for each byte', 'intensityFlopPerByte', intensity, {
        relation: '≥',
        value: ridge.value,
      }),
      ridge: measuredEvidence('from where computing takes longer than reading', 'ridgeFlopPerByte', ridge),
    };
    if (intensity.value < ridge.value) return quiet('reading takes longer than computing', evidence);
    if (share < computeShare) return quiet('computing takes {share} of the busy time', evidence);
    const actions = actionsFor(analysis, roofline);
    const { id, measured } = slowest(analysis, roofline);
    return {
      state: 'fires',
      severity: missesTokenObjective(analysis, usualShare) ? 'warning' : 'info',
      message:
        'computing takes {share} of the busy time: {used} of the peak are used, of {reachable} that can be reached, and reading memory takes less',
      evidence,
      objections: [unseenSteps(roofline), ofOtherEngines(roofline), splitSteps(others), declaredWrongly(roofline)],
      atStake: wouldBeWon(id, measured, actions),
      actions,
    };
  },
  page: {
    whatItMeans:
      'While the engine is busy the GPU multiplies about as fast as it can. Mostly that is the work on prompts; decoding alone gets there only with many requests of short context.',
    whyItMatters:
      'It is the hardware well used, and the end of what settings can give: whatever else a step should do makes it longer.',
    howItIsComputed:
      'Computing share = FLOP utilisation while busy ÷ the share of the peak that kernels reach (`computeRatio` of the calibration), prompts and decoding together. It counts from `computeShare`, where FLOP ÷ byte are at least at the ridge (peak ÷ bandwidth).',
    whatToDo:
      'If latencies are good, nothing. Otherwise compute less or elsewhere: a prefix cache for prompts that begin alike, weights and activations in fp8 where the GPU multiplies them faster, more replicas. Speculative decoding costs here more than it gives.',
    whenItMisleads:
      'Steps that only compute a part of a long prompt are not counted, so the busy time is too short and the utilisation too high where prompts are longer than the token budget. Work done twice after a preemption is not in it.',
    references: [
      'S. Williams, A. Waterman, D. Patterson, Roofline: An Insightful Visual Performance Model, Communications of the ACM 52(4), 2009',
      'vLLM, Optimization and Tuning: https://docs.vllm.ai/en/latest/configuration/optimization.html',
    ],
  },
});

const unseenSteps = ({ load, resolved }: RooflineDetail): Objection =>
  objection(
    'prompts are computed in several steps, of which not all are counted, so that the busy time is too short',
    derivedEvidence('tokens of a prompt that are computed', load.computedTokens, 'tokens', {
      bound: { relation: '≤', value: resolved.tokenBudget },
    }),
  );

const ofOtherEngines = ({ resolved }: RooflineDetail): Objection => ({
  claim: 'what kernels reach was measured on other engines and not on this one',
  found: resolved.isCalibrated ? 'no' : 'yes',
});

/** Where prefixes are cached already, which is the default, the first is dropped. */
const actionsFor = (analysis: Analysis, roofline: RooflineDetail): Action[] => [
  CACHE_PREFIXES,
  ...withFastWeights(analysis, roofline),
  MORE_REPLICAS,
];

const CACHE_PREFIXES: Action = {
  knob: '--enable-prefix-caching',
  change: 'switch on',
  mechanism: 'What prompts have in common is computed once and not for each of them.',
  predicts: [
    { measure: 'computedPromptTokensPerSecond', direction: 'falls' },
    { measure: 'busyMfuRatio', direction: 'falls' },
  ],
  sideEffect: 'None worth naming: blocks are kept only as long as nobody else needs them.',
  rollback: 'Restart with it switched off.',
  refutedBy: 'prefixCacheHitRatio stays near nothing: prompts have no beginning in common.',
};

const MORE_REPLICAS: Action = {
  knob: 'replicas',
  change: 'add',
  mechanism: 'Each replica computes its part of the prompts, so that less is computed on each GPU.',
  predicts: [
    { measure: 'busyRatio', direction: 'falls' },
    { measure: 'ttftSeconds', direction: 'falls' },
  ],
  sideEffect: 'It takes more GPUs, and prefix caches are filled more than once.',
  rollback: 'Take the replicas away again.',
  refutedBy: 'busyRatio stays although arrivalsPerSecond falls on each replica.',
};

function withFastWeights(analysis: Analysis, roofline: RooflineDetail): Action[] {
  const { deployment } = roofline.resolved;
  const { accelerator, model } = deployment;
  const now = peakFlopPerSecond(accelerator, computeTypeOn(accelerator, mainFormat(model).compute));
  if (peakFlopPerSecond(accelerator, computeTypeOn(accelerator, 'fp8')) <= now) return [];
  const prediction = shorter(analysis, roofline, { ...deployment, model: withWeights(model, 'fp8') });
  return [
    {
      knob: '--quantization',
      change: 'set',
      setting: 'fp8',
      mechanism: 'This GPU multiplies numbers of eight bits faster than those it multiplies now.',
      predicts: [prediction, { measure: 'kvCacheCapacityTokens', direction: 'rises' }],
      sideEffect: 'Answers change a little, so check their quality on your own task first.',
      rollback: 'Restart without the option.',
      refutedBy: 'prefillSeconds stays: steps were not bound by computing.',
    },
  ];
}

/** What computing makes long: prompts, and tokens where no prompt is computed. */
const slowest = ({ measures }: Analysis, { load }: RooflineDetail) =>
  load.computedTokens > 0
    ? ({ id: 'prefillSeconds', measured: measures.prefillSeconds } as const)
    : ({ id: 'itlSeconds', measured: measures.itlSeconds } as const);

/** By the step that a prompt, or its first part, shares with those that decode. */
function shorter(analysis: Analysis, roofline: RooflineDetail, fast: Deployment): Prediction {
  const { load, resolved } = roofline;
  const { id, measured } = slowest(analysis, roofline);
  const tokens = Math.min(load.computedTokens, resolved.tokenBudget);
  const prefill = tokens > 0 ? [{ tokens, contextTokens: load.cachedTokens }] : [];
  return { measure: id, direction: 'falls', then: predictedStep(analysis, measured, { deployment: fast, prefill }) };
}
