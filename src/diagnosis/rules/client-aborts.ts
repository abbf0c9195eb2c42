import { clamp, quantityOf } from '../../quantities/index.ts';
import { USUAL_SHARE } from '../../settings/index.ts';
import { derivedEvidence, evidenceIfKnown, measuredEvidence } from '../evidence.ts';
import { finishesOf } from '../finishes.ts';
import { objection } from '../objection.ts';
import { cannotTell, quiet, type AtStake, type Objection, type Outcome } from '../outcome.ts';
import { defineRule, type Subject } from '../rule.ts';

const NEEDS = [
  'arrivalsPerSecond',
  'firstTokensPerSecond',
  'completionsPerSecond',
  'preemptionsPerSecond',
  'requestsWaitingMax',
] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** Clients leave before their answer is complete, and what was computed for them is thrown away. */
export const clientAborts = defineRule({
  id: 'client-aborts',
  title: 'Clients give up on their requests',
  role: 'contribution',
  severity: 'warning',
  needs: NEEDS,
  thresholds: {
    // A choice: some readers always leave; a recording in which every fifth request was cancelled shows 0.15.
    share: { value: 0.05, unit: 'ratio', what: 'share of the requests that left which were given up' },
    // A choice: of fewer the share is noise.
    requests: { value: 10, unit: 'requests', what: 'requests given up in the window' },
    // Then it is not slowness that drives clients away.
    quickEnough: {
      value: USUAL_SHARE,
      unit: 'ratio',
      what: 'share of first tokens within the objective from which they are quick',
    },
  },
  explains: [],
  check(subject, { share, requests, quickEnough }): Outcome {
    const { measures, others, analysis } = subject;
    const finished = measures.completionsPerSecond;
    const abort = finishesOf(finished)?.aborted;
    if (abort === undefined) return cannotTell('the requests that finished, by reason');
    if (analysis.quality.restarts > 0) return cannotTell('a window without a restart, which loses requests as well');
    const unseen = unseenAborts(subject);
    const shares = (gone: number): number => {
      const left = finished.value * analysis.seconds + gone;
      return left > 0 ? (abort * analysis.seconds + gone) / left : 0;
    };
    const gone = abort * analysis.seconds + unseen.value;
    const evidence = {
      gone: derivedEvidence('requests given up', gone, 'requests', {
        low: abort * analysis.seconds + unseen.low,
        high: abort * analysis.seconds + unseen.high,
        bound: { relation: '≥', value: requests },
      }),
      share: derivedEvidence('share of the requests that left', shares(unseen.value), 'ratio', {
        low: shares(unseen.low),
        high: shares(unseen.high),
        bound: { relation: '≥', value: share },
      }),
      started: measuredEvidence('first tokens', 'firstTokensPerSecond', measures.firstTokensPerSecond),
      finished: measuredEvidence('requests that finish', 'completionsPerSecond', finished),
      arrivals: measuredEvidence('requests that arrive and stay', 'arrivalsPerSecond', measures.arrivalsPerSecond),
    };
    const many = (count: number): boolean => abort * analysis.seconds + count >= requests && shares(count) >= share;
    if (!many(unseen.high)) return quiet('{gone} were given up, {share} of those that left', evidence);
    if (!many(unseen.low)) return cannotTell('a window in which fewer wait: who left cannot be told from who waits');
    return {
      state: 'fires',
      message: 'About {gone} requests were given up by their clients, {share} of those that left',
      evidence,
      objections: [leftSatisfied(others, quickEnough)],
      atStake: thrownAway(gone / analysis.seconds, shares(unseen.value)),
      actions: [
        {
          knob: 'client timeouts',
          change: 'do',
          mechanism:
            'Compare the timeouts of clients and proxies with the slowest answers: one that is shorter throws work away that was nearly done, and a retry asks for all of it again.',
          predicts: [{ measure: 'completionsPerSecond', direction: 'rises' }],
          sideEffect: 'Clients hold their connections for longer, and hear later of an engine that is down.',
          rollback: 'Set the timeouts of before.',
          refutedBy:
            'completionsPerSecond does not rise against firstTokensPerSecond: clients leave for another reason.',
        },
      ],
    };
  },
  page: {
    whatItMeans:
      'Clients closed the connection, or cancelled, before the answer was complete. vLLM stops computing then, and mostly does not count the request at all: its finish reason "abort" stays at nothing for a client that leaves.',
    whyItMatters:
      'Prompts were computed and tokens generated for nobody, in slots and blocks that others waited for. Where clients retry, the load feeds itself.',
    howItIsComputed:
      'Given up = finished with reason abort + (first tokens − arrivals) · T, where arrivals are finished + the change of running and waiting. The change of the queue is known only up to the most that waited, which gives the bounds. The share is of finished + those that left unseen.',
    whatToDo:
      'Look for timeouts in clients, gateways and load balancers first, then for what makes answers slow. Where clients leave because they have read enough, a smaller max_tokens saves what they never read.',
    whenItMisleads:
      'Those that leave before their first token leave no trace in any metric, so the true number is higher. Warm-ups and benchmarks that cut off their last requests look the same.',
    references: [
      'vLLM issue 31503 (reason abort stays at nothing): https://github.com/vllm-project/vllm/issues/31503',
      'vLLM, Production Metrics: https://docs.vllm.ai/en/latest/usage/metrics.html',
    ],
  },
});

/**
 * Requests that got a first token, did not finish and are no longer in the engine:
 *
 *     (first tokens − arrivals) · T  =  those − the growth of the queue        the growth is within ± the most that waited
 *
 * None where the analysis looked at the gauges of both ends and saw none, which it does not after preemptions.
 */
function unseenAborts({ measures, analysis }: Own): {
  readonly low: number;
  readonly value: number;
  readonly high: number;
} {
  const { arrivalsPerSecond: arrivals, firstTokensPerSecond: started, preemptionsPerSecond: preempted } = measures;
  const seen = arrivals.annotations.some(({ id }) => id === 'aborts-possible');
  if (!seen && preempted.value === 0) return { low: 0, value: 0, high: 0 };
  const gap = (started.value - arrivals.value) * analysis.seconds;
  const most = measures.requestsWaitingMax.value;
  const [low, high] = [Math.max(0, gap - most), Math.max(0, gap + most)];
  return { low, value: clamp(gap, low, high), high };
}

const leftSatisfied = (others: Own['others'], quickEnough: number): Objection =>
  objection(
    'first tokens are as quick as promised, so clients may leave because they have what they came for',
    evidenceIfKnown('first tokens within the objective', 'ttftAttainmentRatio', others, {
      relation: '<',
      value: quickEnough,
    }),
  );

function thrownAway(perSecond: number, ratio: number): AtStake | undefined {
  const amount = quantityOf(perSecond, 'requestsPerSecond');
  return amount && { measure: 'firstTokensPerSecond', amount, ratio };
}
