import type { Analysis } from '../../analysis/index.ts';
import { quantityOf, type Known } from '../../quantities/index.ts';
import { predictStep } from '../../roofline/index.ts';
import type { Action } from '../action.ts';
import { partOf } from '../at-stake.ts';
import { derivedEvidence, measuredEvidence, type EvidenceByName } from '../evidence.ts';
import { objection } from '../objection.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { defineRule, type Subject } from '../rule.ts';

const NEEDS = [
  'itlSecondsP99',
  'itlSeconds',
  'firstTokensPerSecond',
  'computedPromptTokensPerSecond',
  'stepsPerSecond',
  'prefillSeconds',
] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** Parts of prompts make single steps long, and whoever decodes in them waits. */
export const prefillInterference = defineRule({
  id: 'prefill-interference',
  title: 'Prompts hold up answers that are being written',
  role: 'contribution',
  severity: 'warning',
  needs: NEEDS,
  thresholds: {
    // Source: performance model, section 5: 5 to 10 times. Recordings with short prompts have 2 to 5.8 at least, with long ones 6.
    tail: { value: 5, unit: 'ratio', what: 'slowest hundredth of the times between tokens against their mean' },
    // A hundredth lies beyond a P99, so what sets it must be in a hundredth of the steps.
    frequency: { value: 0.01, unit: 'ratio', what: 'prompts, or preemptions, for each step that can set a P99' },
    // A part of a prompt takes no longer than all of it.
    prefill: { value: 1, unit: 'ratio', what: 'mean prefill against the slow time between tokens it would explain' },
  },
  explains: [],
  check(subject, { tail, frequency, prefill }): Outcome {
    const { measures, analysis } = subject;
    const { itlSecondsP99: slow, itlSeconds: mean, prefillSeconds } = measures;
    // The least it can be: buckets are coarse there.
    const atLeast = slow.low ?? slow.value;
    const often = promptsPerStep(subject);
    const evidence = {
      slow: measuredEvidence('time between tokens in the slowest hundredth', 'itlSecondsP99', slow, {
        relation: '≥',
        value: tail * mean.value,
      }),
      mean: measuredEvidence('mean time between tokens', 'itlSeconds', mean),
      often: derivedEvidence('prompts for each step', often, 'ratio', { bound: { relation: '≥', value: frequency } }),
      prefill: measuredEvidence('time of a prefill', 'prefillSeconds', prefillSeconds, {
        relation: '≥',
        value: prefill * atLeast,
      }),
      ...predictedGap(analysis),
    };
    if (slow.value < tail * mean.value) return quiet('the slowest hundredth takes {slow}, the mean {mean}', evidence);
    if (often < frequency) return quiet('prompts are in too few steps: {often}', evidence);
    // Buckets that are coarse, or not there, leave open on which side it is.
    if (atLeast < tail * mean.value) return cannotTell('finer buckets of the time between tokens');
    // A few long ones among many short ones would do, but nothing shows them.
    if (prefillSeconds.value < prefill * atLeast) {
      return cannotTell('a sign that single prompts take as long as the slowest tokens; on average they do not');
    }
    return {
      state: 'fires',
      message:
        'one in a hundred tokens takes about {slow} or more against {mean} on average, and a prompt is computed in {prefill}',
      evidence,
      objections: [preempted(subject, frequency), tooSlowForPrompts(subject, atLeast)],
      // What prompts add to a mean step, by the cost model.
      atStake: partOf('itlSeconds', mean, analysis.roofline?.point.decodeStep?.interferenceSeconds),
      actions: actionsFor(subject),
    };
  },
  page: {
    whatItMeans:
      'Prompts are computed in the same steps as the next tokens of whoever decodes. A step with a large part of a prompt takes many times as long as one without, and all answers in it stand still until it ends.',
    whyItMatters: 'Users see a stream that stutters, though the mean time between tokens looks fine.',
    howItIsComputed:
      'The least that the P99 of the time between tokens can be, given its buckets, is at least `tail` × the mean. Prompts per second (only those that are computed and not found in the cache) ÷ steps per second is at least `frequency`, so there are enough of them, and a mean prefill takes at least `prefill` × that P99, so one is long enough. Where hardware and model are declared the cost model says how long a step with a part of a prompt should take, and whether a full one would be long enough.',
    whatToDo:
      'Cut prompts into smaller parts with `--max-num-batched-tokens` or `--long-prefill-token-threshold`. Single answers then stand still for less long, but prompts take more steps and their first token comes later. Where both matter, let engines of their own compute the prompts.',
    whenItMisleads:
      'Preemptions, a busy CPU or a slow network card make single tokens slow, too. Where few of the prompts are long the mean prefill is short, and where buckets are coarse the P99 may lie on either side: then the rule cannot tell. Prompts in a step with nobody decoding disturb nobody, but count here.',
    references: [
      'vLLM, Optimization and Tuning, "Chunked Prefill": https://docs.vllm.ai/en/latest/configuration/optimization.html',
      'A. Agrawal et al., Taming Throughput-Latency Tradeoff in LLM Inference with Sarathi-Serve, OSDI 2024: https://arxiv.org/abs/2403.02310',
    ],
  },
});

/** At least that share of the steps has a part of a prompt: long ones are in several. None where all come from a cache. */
function promptsPerStep({ measures }: Own): number {
  const { firstTokensPerSecond, computedPromptTokensPerSecond, stepsPerSecond } = measures;
  if (computedPromptTokensPerSecond.value <= 0 || stepsPerSecond.value <= 0) return 0;
  return firstTokensPerSecond.value / stepsPerSecond.value;
}

function preempted({ others, measures }: Own, frequency: number): Objection {
  const { preemptionsPerSecond: preemptions, generationTokensPerSecond: tokens } = others;
  // Tokens that come after another one; each preemption makes one of them slow.
  const gaps = tokens.known ? tokens.value - measures.firstTokensPerSecond.value : undefined;
  return objection(
    'preemptions are as frequent as the slow tokens, which wait in them',
    preemptions.known && gaps !== undefined
      ? derivedEvidence('preemptions for each token', gaps > 0 ? preemptions.value / gaps : 0, 'ratio', {
          bound: { relation: '<', value: frequency },
        })
      : undefined,
  );
}

/** No step has more than the budget, so what takes longer than one full of prompt tokens is more than prompts. */
function tooSlowForPrompts({ analysis, measures }: Own, atLeast: number): Objection {
  const claim = 'not even a step full of prompt tokens takes as long, so something else makes single steps long';
  const mixed = mixedStep(analysis);
  if (!mixed) return { claim, found: 'unknown' };
  const seconds = mixed.secondsWith(mixed.budget);
  const high = seconds * mixed.error;
  return {
    claim,
    found: high < atLeast ? 'yes' : 'no',
    evidence: measuredEvidence(
      'time between tokens in the slowest hundredth',
      'itlSecondsP99',
      measures.itlSecondsP99,
      {
        relation: '≤',
        value: high,
      },
    ),
  };
}

interface Mixed {
  readonly budget: number;
  /** Tokens of the part of a prompt that a step has now. */
  readonly now: number;
  readonly secondsWith: (promptTokens: number) => number;
  /** The prediction is right within this factor. */
  readonly error: number;
}

/** A step with a part of a prompt, by the cost model; undefined where hardware or model are not declared. */
function mixedStep({ roofline }: Analysis): Mixed | undefined {
  if (!roofline) return undefined;
  const { load, resolved } = roofline;
  const { decode, computedTokens, cachedTokens: contextTokens } = load;
  return {
    budget: resolved.tokenBudget,
    error: 1 + resolved.calibration.errorRatio,
    now: Math.min(resolved.tokenBudget, computedTokens),
    secondsWith: (tokens) =>
      predictStep({ decode, prefill: [{ tokens, contextTokens }] }, resolved.deployment, resolved.calibration).seconds,
  };
}

function predictedGap(analysis: Analysis): EvidenceByName {
  const mixed = mixedStep(analysis);
  if (!mixed) return {};
  const seconds = mixed.secondsWith(mixed.now);
  const bounds = { low: seconds / mixed.error, high: seconds * mixed.error };
  return { predicted: derivedEvidence('predicted step with a part of a prompt', seconds, 'seconds', bounds) };
}

/** Source: vLLM, Optimization and Tuning: smaller values such as 2048 are better for the time between tokens. */
const SMALL_BUDGET = 2048;

/** Half of the part of a prompt that a step has now, or less; at least what the slots need. Undefined where that is no less. */
function smallerBudget({ analysis, measures, others }: Own): Known | undefined {
  const { firstTokensPerSecond: prompts, computedPromptTokensPerSecond: computed } = measures;
  const declared = analysis.settings.deployment?.engine?.maxNumBatchedTokens;
  const part = Math.min(
    declared ?? analysis.roofline?.resolved.tokenBudget ?? Infinity,
    computed.value / prompts.value,
  );
  const tokens = quantityOf(Math.min(SMALL_BUDGET, 2 ** Math.floor(Math.log2(part / 2))), 'tokens');
  const slots = others.sequenceCap.known ? others.sequenceCap.value : 0;
  return tokens && tokens.value > slots ? tokens : undefined;
}

function actionsFor(subject: Own): Action[] {
  const { analysis, measures } = subject;
  const to = smallerBudget(subject);
  const shorter = (then?: Known): Action['predicts'] => [
    { measure: 'itlSecondsP99', direction: 'falls', then },
    { measure: 'ttftSeconds', direction: 'rises' },
  ];
  const lower: Action | undefined = to && {
    knob: '--max-num-batched-tokens',
    change: 'lower',
    to,
    mechanism: 'A prompt is computed in smaller parts, so each step with one ends sooner.',
    predicts: shorter(scaledGap(analysis, measures.itlSecondsP99, to.value)),
    sideEffect: 'A prompt takes more steps, each of which costs time besides it, so first tokens come later.',
    rollback: 'Restart with the value of before.',
    refutedBy: 'itlSecondsP99 does not fall: something else makes single steps long.',
  };
  return [
    ...(lower ? [lower] : []),
    {
      knob: '--long-prefill-token-threshold',
      change: 'lower',
      mechanism: 'No more than so many tokens of one long prompt go into a step, while short prompts still share it.',
      predicts: shorter(),
      sideEffect: 'First tokens of long prompts come later.',
      rollback: 'Restart without the option.',
      refutedBy: 'itlSecondsP99 does not fall: many short prompts fill the step, or something else does.',
    },
    {
      knob: 'engines of their own for prompts',
      change: 'add',
      mechanism:
        'Prompts are computed elsewhere and only their keys and values arrive here, so no step has to wait for one.',
      predicts: [{ measure: 'itlSecondsP99', direction: 'falls' }],
      sideEffect: 'More GPUs and a fast link between them; it brings no more throughput.',
      rollback: 'Route prompts here again.',
      refutedBy: 'itlSecondsP99 does not fall: prompts were not what made steps long.',
    },
  ];
}

/** The slow time between tokens × predicted(then) ÷ predicted(now), so that what both leave out cancels. */
function scaledGap(analysis: Analysis, slow: Known, tokens: number): Known | undefined {
  const mixed = mixedStep(analysis);
  if (!mixed) return undefined;
  const scale = mixed.secondsWith(tokens) / mixed.secondsWith(mixed.now);
  return quantityOf(slow.value * scale, 'seconds', {
    low: ((slow.low ?? slow.value) * scale) / mixed.error,
    high: (slow.high ?? slow.value) * scale * mixed.error,
  });
}
