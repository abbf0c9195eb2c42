import type { Analysis } from '../../analysis/index.ts';
import { quantityOf, type Known } from '../../quantities/index.ts';
import { predictStep } from '../../roofline/index.ts';
import type { Action } from '../action.ts';
import { DEFERRED_SHARE, deferredShareOf, WAITING_REASONS } from '../deferred-share.ts';
import { derivedEvidence, measuredEvidence } from '../evidence.ts';
import { fullFrom, fullUnknown, KV_CACHE_FULL } from '../other-limits.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { LONG_WAIT, noQueue, queueAtStake, queueEvidence, WAITING_SHARE, WHEN_A_QUEUE_COUNTS } from '../queueing.ts';
import { defineRule, type Subject } from '../rule.ts';
import { withinError } from '../within-error.ts';

const NEEDS = [
  'requestsWaiting',
  'requestsInSystem',
  'requestsRunningMax',
  'kvCacheUsageRatioMax',
  'computedPromptTokensPerSecond',
  'generationTokensPerSecond',
  'tokensPerStep',
] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** `max_num_batched_tokens` stops admissions: steps are full of prompt tokens, and slots and KV cache have room. */
export const prefillTokenBudget = defineRule({
  id: 'prefill-token-budget',
  title: 'Steps are full of prompt tokens',
  role: 'limit',
  severity: 'critical',
  needs: NEEDS,
  thresholds: {
    waitingShare: WAITING_SHARE,
    longWait: LONG_WAIT,
    deferredShare: DEFERRED_SHARE,
    kvCacheFull: KV_CACHE_FULL,
    // A choice: slots are far fewer than the tokens of a full step, so most of what fills it must be prompts.
    promptShare: { value: 0.5, unit: 'ratio', what: 'share of the computed tokens that are prompts' },
    // A choice: a step is full while requests wait, but the mean counts steps without a queue, too.
    full: { value: 0.5, unit: 'ratio', what: 'mean tokens of a step against its budget, from which steps are full' },
  },
  explains: ['arrival-overload', 'objective-missed'],
  check(subject, thresholds): Outcome {
    const { measures, others, analysis } = subject;
    const other = otherReason(subject, thresholds);
    if (other) return other;
    const budget = budgetOf(analysis);
    if (budget === undefined) return cannotTell('deployments[].engine.maxNumBatchedTokens in ridgeline.yaml');
    const { tokensPerStep: perStep, requestsWaiting: waiting } = measures;
    // No sign that they are not: a mean over a window with a queue only now and then says little.
    if (perStep.value < thresholds.full * budget) return cannotTell('a window in which steps are full on average');
    return {
      state: 'fires',
      message:
        'steps have {perStep} on average where {budget} fit, {promptShare} of them are prompts, and {waiting} requests wait',
      evidence: {
        ...queueEvidence(measures, others, thresholds),
        waiting: measuredEvidence('requests waiting, on average', 'requestsWaiting', waiting),
        perStep: measuredEvidence('tokens in a step', 'tokensPerStep', perStep, {
          relation: '≥',
          value: thresholds.full * budget,
        }),
        budget: derivedEvidence('tokens that a step may have', budget, 'tokensPerStep'),
        promptShare: promptShareEvidence(subject, thresholds.promptShare),
        most: measuredEvidence('most of the KV cache used', 'kvCacheUsageRatioMax', measures.kvCacheUsageRatioMax, {
          relation: '<',
          value: fullFrom(analysis, thresholds.kvCacheFull).ratio,
        }),
        ...(others.busyRatio.known && {
          busy: measuredEvidence('share of the time with a step that gave a token', 'busyRatio', others.busyRatio),
        }),
      },
      objections: [budgetAssumed(analysis)],
      atStake: queueAtStake(measures, others.firstTokensPerSecond),
      actions: actionsFor(subject, budget),
    };
  },
  page: {
    whatItMeans:
      'A step computes at most `max_num_batched_tokens` tokens. Prompts fill it, so further prompts wait for the next steps although slots and KV cache have room for them.',
    whyItMatters: 'Requests queue before their first token while gauges of slots and memory say that all is well.',
    howItIsComputed: `By exclusion, and by how full steps are: ${WHEN_A_QUEUE_COUNTS}, fewer run than there are slots, the KV cache is used less than \`kvCacheFull\` and has room for a prompt of mean length, and less than \`deferredShare\` of those that wait are held back for another reason. Prompt tokens computed ÷ (prompt tokens computed + output tokens) is at least \`promptShare\`, and the mean tokens of a step are at least \`full\` × the budget. The budget is declared, else the default of vLLM for the declared GPU. By Little’s law what is at stake is the mean number waiting ÷ first tokens per second.`,
    whatToDo:
      'Where a larger step computes tokens faster, raise `--max-num-batched-tokens`; once steps are compute-bound that only moves the wait from the queue into the step, and slows down those that decode. Then compute fewer tokens (prefix caching, routing by prefix, shorter prompts) or add replicas.',
    whenItMisleads:
      'Tokens of a step are a mean over the window: with a queue only now and then it is low, and the rule cannot tell. Steps that emit no token are not counted, so the mean may also be too high. Images have a budget of their own, which looks the same.',
    references: [
      'vLLM, Optimization and Tuning, "Chunked Prefill": https://docs.vllm.ai/en/latest/configuration/optimization.html',
      'A. Agrawal et al., Taming Throughput-Latency Tradeoff in LLM Inference with Sarathi-Serve, OSDI 2024: https://arxiv.org/abs/2403.02310',
    ],
  },
});

/** Why it is something else, or why that cannot be told; undefined where nothing else is left. */
function otherReason(subject: Own, thresholds: Parameters<typeof prefillTokenBudget.check>[1]): Outcome | undefined {
  const { measures, others } = subject;
  const { requestsWaiting: waiting, requestsRunningMax: running, kvCacheUsageRatioMax: most } = measures;
  const none = noQueue(measures, others, thresholds);
  if (none) return none;
  const full = fullFrom(subject.analysis, thresholds.kvCacheFull);
  const unknown = fullUnknown(full, most.value);
  if (unknown) return unknown;
  if (most.value >= full.ratio) {
    return quiet('the KV cache is up to {most} full', {
      most: measuredEvidence('most of the KV cache used', 'kvCacheUsageRatioMax', most),
    });
  }
  const { sequenceCap: cap } = others;
  if (cap.known && running.value >= cap.value) {
    return quiet('all {cap} slots are taken', { cap: measuredEvidence('slots', 'sequenceCap', cap) });
  }
  const promptShare = promptShareEvidence(subject, thresholds.promptShare);
  if (promptShare.measured.value < thresholds.promptShare) {
    return quiet('{promptShare} of the computed tokens are prompts', { promptShare });
  }
  if (!cap.known) return cannotTell(...cap.missing);
  const deferred = deferredShareOf(waiting);
  if (deferred === undefined) return cannotTell(WAITING_REASONS);
  if (deferred < thresholds.deferredShare) return undefined;
  return quiet('{deferred} of those that wait are held back for another reason', {
    deferred: derivedEvidence('share of those that wait which is held back', deferred, 'ratio'),
  });
}

function promptShareEvidence({ measures }: Own, bound: number) {
  const { computedPromptTokensPerSecond: prompts, generationTokensPerSecond: outputs } = measures;
  const all = prompts.value + outputs.value;
  return derivedEvidence('share of the computed tokens that are prompts', all > 0 ? prompts.value / all : 0, 'ratio', {
    bound: { relation: '≥', value: bound },
  });
}

const budgetOf = ({ settings, roofline }: Analysis): number | undefined =>
  settings.deployment?.engine?.maxNumBatchedTokens ?? roofline?.resolved.tokenBudget;

const budgetAssumed = ({ settings }: Analysis): Objection => ({
  claim: 'the budget is not declared, and is taken to be the default for this GPU',
  found: settings.deployment?.engine?.maxNumBatchedTokens === undefined ? 'yes' : 'no',
});

/** A choice: a gain of less is not worth longer steps. */
const LEAST_GAIN = 1.1;

function actionsFor({ analysis, measures }: Own, budget: number): Action[] {
  const gain = gainOfTwice(analysis, budget);
  const raise: Action = {
    knob: '--max-num-batched-tokens',
    change: 'raise',
    to: quantityOf(2 * budget, 'tokens'),
    mechanism: 'More prompt tokens go into a step, so the time that a step takes besides them is spent less often.',
    predicts: [
      { measure: 'requestsWaiting', direction: 'falls' },
      {
        measure: 'computedPromptTokensPerSecond',
        direction: 'rises',
        then: faster(analysis, measures.computedPromptTokensPerSecond, gain),
      },
      { measure: 'itlSecondsP99', direction: 'rises' },
    ],
    sideEffect:
      'A full step takes longer, and so does the time between tokens of whoever decodes in it; it also takes memory from the KV cache.',
    rollback: 'Restart with {budget}.',
    refutedBy: 'computedPromptTokensPerSecond does not rise: steps are bound by what the GPU computes.',
  };
  return [
    ...(gain === undefined || gain >= LEAST_GAIN ? [raise] : []),
    {
      knob: '--enable-prefix-caching',
      change: 'switch on',
      mechanism: 'Beginnings that prompts share are computed once and not again.',
      predicts: [
        { measure: 'requestsWaiting', direction: 'falls' },
        { measure: 'computedPromptTokensPerSecond', direction: 'falls' },
      ],
      sideEffect: 'None to speak of.',
      rollback: 'Restart without the option.',
      refutedBy: 'prefixCacheHitRatio stays near nothing: prompts share no beginning.',
    },
    {
      knob: 'replicas',
      change: 'add',
      mechanism: 'Each replica computes the prompts of its part of the requests.',
      predicts: [
        { measure: 'requestsWaiting', direction: 'falls' },
        { measure: 'computedPromptTokensPerSecond', direction: 'falls' },
      ],
      sideEffect: 'More GPUs, and a prefix cache that each replica has to fill for itself.',
      rollback: 'Remove them.',
      refutedBy: 'computedPromptTokensPerSecond stays here: the new ones are not routed to.',
    },
  ];
}

/** How much faster tokens would be computed with twice the budget, by the cost model; undefined where it cannot say. */
function gainOfTwice({ roofline }: Analysis, budget: number): number | undefined {
  if (!roofline || !(roofline.load.computedTokens > 0)) return undefined;
  const { resolved, load } = roofline;
  const { decode, computedTokens, cachedTokens } = load;
  const secondsOf = (tokens: number): number => {
    const prompts = Math.max(1, Math.round(tokens / computedTokens));
    const prefill = Array.from({ length: prompts }, () => ({ tokens: tokens / prompts, contextTokens: cachedTokens }));
    return predictStep({ decode, prefill }, resolved.deployment, resolved.calibration).seconds;
  };
  return (2 * secondsOf(budget)) / secondsOf(2 * budget);
}

function faster({ roofline }: Analysis, now: Known, gain: number | undefined): Known | undefined {
  if (!roofline || gain === undefined) return undefined;
  return withinError(now.value * gain, now.unit, roofline.resolved.calibration);
}
