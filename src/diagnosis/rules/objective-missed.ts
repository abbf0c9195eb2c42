import { quantityOf, type AnnotationId, type Known } from '../../quantities/index.ts';
import type { Action, Prediction } from '../action.ts';
import { derivedEvidence, evidenceIfKnown, measuredEvidence } from '../evidence.ts';
import { largestPart, OBJECTIVE_LIMITS, type LatencyPart } from '../largest-part.ts';
import { objection } from '../objection.ts';
import { cannotTell, quiet, type AtStake, type Objection, type Outcome } from '../outcome.ts';
import { predictedStep } from '../predicted-step.ts';
import { PROMISED_SHARE, promisedShareOf } from '../promised-share.ts';
import { restarted } from '../restarted.ts';
import { defineRule, type Subject } from '../rule.ts';
import { evictions } from '../step-objections.ts';

const NEEDS = ['goodputRatio', 'completionsPerSecond'] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** Even at best fewer requests than promised met the objective. */
export const objectiveMissed = defineRule({
  id: 'objective-missed',
  title: 'The objective is missed',
  role: 'symptom',
  severity: 'warning',
  needs: NEEDS,
  thresholds: {
    promisedShare: PROMISED_SHARE,
    // Binomial: of 50 requests a true 95 % shows as 86 % or less once in eighty times. The same as in the generated alert.
    requests: { value: 50, unit: 'count', what: 'finished requests from which a share means much' },
    // A choice: missed by so much, users meet it more often than not.
    farBelow: { value: 0.5, unit: 'ratio', what: 'part of the promised share below which the miss is critical' },
  },
  explains: [],
  check(subject, thresholds): Outcome {
    const { measures, others, analysis } = subject;
    const { goodputRatio: good, completionsPerSecond: finished } = measures;
    const promised = promisedShareOf(analysis, thresholds.promisedShare);
    const count = finished.value * analysis.seconds;
    const evidence = {
      good: measuredEvidence('requests served as promised', 'goodputRatio', good, { relation: '≥', value: promised }),
      count: derivedEvidence('requests that finished', count, 'count'),
    };
    if ((good.low ?? 0) >= promised)
      return quiet('at least {good.low} of {count} requests are served as promised', evidence);
    if (count < thresholds.requests) return cannotTell('a longer window, in which more requests finish');
    const atBest = good.high ?? 1;
    if (atBest >= promised) return cannotTell(...whatWouldTell(subject));
    const part = largestPart(others);
    const objectTo = part && OBJECTION[part.id];
    return {
      state: 'fires',
      severity: atBest < thresholds.farBelow * promised ? 'critical' : 'warning',
      message: `at most {good.high} of {count} requests were served as promised, and {good.bound} should be${part ? `; ${part.message}` : ''}`,
      evidence: { ...evidence, ...part?.evidence },
      objections: [
        restarted('the engine restarted in the window, and its first requests are slow', analysis),
        ...(objectTo ? [objectTo(others)] : []),
      ],
      atStake: lost(good, finished),
      actions: actionsFor(subject, part?.id),
    };
  },
  page: {
    whatItMeans:
      'Fewer requests than promised met every limit of the objective. That holds for the most favourable reading of the histograms, so it is no matter of buckets.',
    whyItMatters: 'This is what users were promised, and what they feel.',
    howItIsComputed:
      'Of goodput only an interval is known: each histogram tells how many requests met its own limit, not which. With Gᵢ of n requests within limit i, max(0, ΣGᵢ − (k − 1)·n) ≤ good ≤ min Gᵢ. The rule fires where the upper bound is below the promised share, is quiet where the lower bound reaches it, and cannot tell in between. The limit met least and the largest part of its time say where to look: queue, prefill and front end make up the first token, decode the time per output token, all four the end to end time. At stake are the requests that surely missed: 1 − upper bound.',
    whatToDo:
      'Look for the limit or the ceiling above this finding first: it is the cause. Without one, begin with the part that takes most of the time.',
    whenItMisleads:
      'Requests that clients gave up, or that were turned away, are in no histogram: the truth may be worse. The parts are means of requests that finished, so they lag while a queue grows. Decode holds the second wait of evicted requests.',
    references: [
      'Y. Zhong et al., DistServe: Disaggregating Prefill and Decoding for Goodput-optimized LLM Serving, OSDI 2024',
      'vLLM, Production Metrics: https://docs.vllm.ai/en/latest/usage/metrics.html',
    ],
  },
});

/** At least so many requests a second finished without being good. */
function lost(good: Known, finished: Known): AtStake | undefined {
  const missed = (share: number): number => finished.value * (1 - share);
  const bounds = { low: missed(good.high ?? 1), high: missed(good.low ?? 0) };
  const amount = quantityOf(missed(good.value), 'requestsPerSecond', bounds);
  return amount && { measure: 'completionsPerSecond', amount, ratio: 1 - (good.high ?? 1) };
}

/** What would narrow the bounds enough to tell. */
function whatWouldTell({ measures, others }: Own): string[] {
  const attained = OBJECTIVE_LIMITS.flatMap(({ id }) => (others[id].known ? [others[id]] : []));
  const says = (id: AnnotationId, measured: readonly Known[]): boolean =>
    measured.some(({ annotations }) => annotations.some((said) => said.id === id));
  return [
    ...(says('bucket-interval', attained) ? ['limits that are edges of the histogram’s buckets'] : []),
    ...(says('populations-differ', [measures.goodputRatio]) ? ['a longer window'] : []),
    ...(attained.length > 1 ? ['fewer limits at once: each histogram tells only of its own'] : []),
  ];
}

const queueIsGone = (others: Own['others']): Objection =>
  objection(
    'the queue was a burst and is gone: a request arriving now would not wait',
    evidenceIfKnown('wait of a request arriving now', 'waitForecastSeconds', others, { relation: '>', value: 0 }),
  );

/** What else may make the part long. */
const OBJECTION: Readonly<Record<LatencyPart, ((others: Own['others']) => Objection) | undefined>> = {
  queueSeconds: queueIsGone,
  prefillSeconds: evictions,
  decodeSeconds: evictions,
  frontendSeconds: undefined,
};

/** What to do about a long prefill or front end depends on why, which other rules look at. */
function actionsFor({ others, analysis }: Own, part: LatencyPart | undefined): Action[] {
  if (part === 'queueSeconds') return [ADD_REPLICAS];
  const { objectiveLimitedRequests: within, requestsRunning: running, itlSeconds } = others;
  if (part !== 'decodeSeconds' || !within.known || !running.known) return [];
  // Without a cost model nothing says that a smaller batch would be fast enough.
  if (within.value < 1 || within.value >= running.value) return [];
  const then = predictedStep(analysis, itlSeconds, { times: within.value / running.value });
  return [
    {
      knob: '--max-num-seqs',
      change: 'lower',
      to: quantityOf(Math.floor(within.value), 'requests'),
      mechanism: 'A step carries fewer requests, so that each of their tokens comes sooner.',
      predicts: [{ measure: 'itlSeconds', direction: 'falls', then }, BETTER],
      sideEffect: 'Requests wait in the queue instead, so more replicas may be needed for the same arrivals.',
      rollback: 'Restart with the value of before.',
      refutedBy: 'tpotSeconds does not fall with requestsRunning: steps are not long because of their size.',
    },
  ];
}

const BETTER: Prediction = { measure: 'goodputRatio', direction: 'rises' };

const ADD_REPLICAS: Action = {
  knob: 'replicas',
  change: 'add',
  mechanism: 'Arrivals are spread over more engines, so fewer requests wait at each.',
  predicts: [{ measure: 'queueSeconds', direction: 'falls' }, BETTER],
  sideEffect: 'More hardware; each engine sees fewer of the prompts that share a prefix.',
  rollback: 'Remove the replica.',
  refutedBy: 'queueSeconds does not fall although arrivalsPerSecond of this engine does.',
};
