import type { Analysis, RooflineDetail } from '../../analysis/index.ts';
import { quantityOf, type Known, type Measured } from '../../quantities/index.ts';
import { predictStep } from '../../roofline/index.ts';
import type { Action } from '../action.ts';
import { wouldBeWon } from '../at-stake.ts';
import { derivedEvidence, measuredEvidence, type EvidenceByName } from '../evidence.ts';
import { cannotTell, quiet, type Objection, type Outcome } from '../outcome.ts';
import { defineRule } from '../rule.ts';
import { declaredWrongly } from '../step-objections.ts';

/** Checking drafts makes steps longer by more than the drafts bring. */
export const unprofitableSpeculation = defineRule({
  id: 'unprofitable-speculation',
  title: 'Speculative decoding costs more than it gives',
  role: 'contribution',
  severity: 'warning',
  // None: what decides is exported only while speculation is on, and a page without it does not show that it is off.
  needs: [],
  thresholds: {
    // A choice: with one token more in twenty steps even drafts that cost nothing are not worth having.
    hopeless: { value: 0.05, unit: 'tokensPerDraft', what: 'tokens accepted per draft that never pay' },
    // Source: performance model, section 2.8: worthwhile only where tokens per step exceed the ratio of the step times.
    gainOverCost: {
      value: 1,
      unit: 'ratio',
      what: 'tokens per step against the length of a step, both to those without',
    },
  },
  explains: [],
  check({ others, analysis }, { hopeless, gainOverCost }): Outcome {
    const { draftAcceptanceRatio: accepted, acceptedTokensPerDraft: perDraft } = others;
    if (isUnused(accepted) || isUnused(perDraft)) return quiet('nothing was drafted');
    if (!accepted.known || !perDraft.known) {
      return cannotTell('the counters of drafts, which vLLM exports only while speculative decoding is on');
    }
    const counted = {
      perDraft: measuredEvidence('tokens accepted per draft', 'acceptedTokensPerDraft', perDraft, {
        relation: '<',
        value: hopeless,
      }),
      accepted: measuredEvidence('draft tokens accepted', 'draftAcceptanceRatio', accepted),
    };
    const weighed = analysis.roofline && weigh(analysis.roofline, accepted.value);
    const evidence = weighed ? { ...counted, ...inEvidence(weighed, gainOverCost) } : counted;
    const isHopeless = perDraft.value < hopeless;
    if (!isHopeless && !weighed) return cannotTell(...whatIsMissing(others.predictedStepSeconds));
    if (!isHopeless && weighed && weighed.gain / weighed.cost >= gainOverCost) {
      return quiet('a step brings {gain} to a request and takes {cost} times as long as without drafts', evidence);
    }
    return loses(analysis, evidence, isHopeless, weighed);
  },
  page: {
    whatItMeans:
      'A draft proposes tokens, and the model checks them all in one step. Those that are right come for nothing; those that are wrong were computed for nothing. Here the checking makes steps longer by more than the right ones bring.',
    whyItMatters:
      'Every request gets its tokens later than without the drafts, and the engine serves fewer. It pays with few requests at a time, when a step mostly reads weights, and stops to pay when computing takes longer than reading.',
    howItIsComputed:
      'Gain = tokens per request and step = one + draft tokens per request and step × share accepted. Cost = predicted step with the draft tokens ÷ predicted step without them, for the same batch and context. It loses where gain ÷ cost is below `gainOverCost`; without hardware only where tokens accepted per draft are below `hopeless`. What making the drafts takes is not counted, so it may lose earlier.',
    whatToDo:
      'Switch it off for this load, or propose fewer tokens: the last ones of a draft are rejected most. Where load varies, let vLLM draft less for large batches.',
    whenItMisleads:
      'Means hide that it may pay in the quiet hours of the same window. Where only some requests are drafted for, they pay with what others lose. A drafter that fits the traffic better may turn the sign.',
    references: [
      'Y. Leviathan, M. Kalman, Y. Matias, Fast Inference from Transformers via Speculative Decoding: https://arxiv.org/abs/2211.17192',
      'vLLM, Speculative Decoding: https://docs.vllm.ai/en/latest/features/spec_decode/',
    ],
  },
});

function loses(
  { roofline, measures }: Analysis,
  evidence: EvidenceByName,
  isHopeless: boolean,
  weighed: Weighed | undefined,
): Outcome {
  const then = weighed && withoutDrafts(measures.tpotSeconds, weighed);
  const actions = actionsFor(then, isHopeless);
  return {
    state: 'fires',
    message: isHopeless
      ? 'only {perDraft} are accepted of a draft, which cannot pay on any hardware'
      : '{accepted} of the draft tokens are accepted, so a step brings {gain} to a request, but takes {cost} times as long as without drafts',
    evidence,
    objections: roofline && weighed ? [withinError(roofline, weighed), declaredWrongly(roofline)] : [HARDWARE_UNKNOWN],
    atStake: wouldBeWon('tpotSeconds', measures.tpotSeconds, actions),
    actions,
  };
}

const whatIsMissing = (step: Measured): readonly string[] => (step.known ? ['a request that decodes'] : step.missing);

/** The counters are there and did not move. */
const isUnused = (measured: Measured): boolean => !measured.known && measured.reason === 'no-traffic';

interface Weighed {
  /** Draft tokens for each request in each step. */
  readonly drafted: number;
  /** Tokens that a step brings to a request. */
  readonly gain: number;
  /** How many times as long as without drafts a step takes. */
  readonly cost: number;
}

/** Per request and step, since not every request has a draft in every step. */
function weigh({ resolved, load }: RooflineDetail, acceptedRatio: number): Weighed | undefined {
  const { deployment, calibration } = resolved;
  const { requests, contextTokens, tokensPerRequest = 1 } = load.decode;
  const drafted = tokensPerRequest - 1;
  if (requests === 0 || drafted === 0) return undefined;
  const secondsOf = (tokens: number): number => {
    const decode = { requests, contextTokens, tokensPerRequest: tokens };
    return predictStep({ decode, prefill: [] }, deployment, calibration).seconds;
  };
  return { drafted, gain: 1 + drafted * acceptedRatio, cost: secondsOf(tokensPerRequest) / secondsOf(1) };
}

const inEvidence = ({ drafted, gain, cost }: Weighed, gainOverCost: number): EvidenceByName => ({
  drafted: derivedEvidence('draft tokens for each request in a step', drafted, 'tokens'),
  gain: derivedEvidence('tokens that a step brings to a request', gain, 'tokensPerStep'),
  cost: derivedEvidence('length of a step against one without drafts', cost, 'count'),
  balance: derivedEvidence('gain against cost', gain / cost, 'ratio', {
    bound: { relation: '<', value: gainOverCost },
  }),
});

const HARDWARE_UNKNOWN: Objection = {
  claim: 'with the hardware declared it might be seen that checking costs nothing',
  found: 'unknown',
};

const withinError = ({ resolved }: RooflineDetail, { gain, cost }: Weighed): Objection => ({
  claim: 'gain and cost differ by no more than the error of the prediction',
  found: gain * (1 + resolved.calibration.errorRatio) >= cost ? 'yes' : 'no',
});

/** What a token would take: a step of now ÷ cost brings one, where a step of now brings gain. */
function withoutDrafts(tpot: Measured, { gain, cost }: Weighed): Known | undefined {
  if (!tpot.known || gain >= cost) return undefined;
  return quantityOf((tpot.value * gain) / cost, 'seconds');
}

/** Fewer proposals help only where some are accepted. */
const actionsFor = (then: Known | undefined, isHopeless: boolean): Action[] => [
  {
    knob: '--speculative-config',
    change: 'remove',
    mechanism:
      'A step then computes one token for each request and no drafts, so it is shorter by more than it brings less.',
    predicts: [{ measure: 'tpotSeconds', direction: 'falls', then }],
    sideEffect: 'With few requests at a time, where drafts may pay, tokens come more slowly.',
    rollback: 'Restart with the option.',
    refutedBy: 'tpotSeconds rises: checking was cheaper than predicted.',
  },
  ...(isHopeless ? [] : [FEWER_PROPOSALS]),
];

const FEWER_PROPOSALS: Action = {
  knob: 'num_speculative_tokens in --speculative-config',
  change: 'lower',
  mechanism: 'The last tokens of a draft are right least often, and cost as much to check as the first.',
  predicts: [
    { measure: 'draftAcceptanceRatio', direction: 'rises' },
    { measure: 'tpotSeconds', direction: 'falls' },
  ],
  sideEffect: 'Requests whose drafts are mostly right gain less.',
  rollback: 'Restart with the number of before.',
  refutedBy: 'draftAcceptanceRatio stays: the first tokens of a draft are wrong as often as the last.',
};
