import { quantityOf, sum, type Known } from '../../quantities/index.ts';
import type { Action } from '../action.ts';
import { derivedEvidence, measuredEvidence, type EvidenceByName } from '../evidence.ts';
import { objection } from '../objection.ts';
import { quiet, type Objection, type Outcome } from '../outcome.ts';
import {
  LONG_WAIT,
  noQueue,
  queueAtStake,
  queueEvidence,
  queues,
  WAITING_SHARE,
  WHEN_A_QUEUE_COUNTS,
} from '../queueing.ts';
import { defineRule, type Subject } from '../rule.ts';

const NEEDS = ['arrivalsPerSecond', 'completionsPerSecond', 'requestsWaiting', 'requestsInSystem'] as const;
type Own = Subject<(typeof NEEDS)[number]>;

/** More requests arrive than finish, and the queue grows. */
export const arrivalOverload = defineRule({
  id: 'arrival-overload',
  title: 'More requests arrive than it finishes',
  role: 'limit',
  severity: 'critical',
  needs: NEEDS,
  thresholds: {
    waitingShare: WAITING_SHARE,
    longWait: LONG_WAIT,
    // A choice: less than a tenth too many is made up for in the next quiet minutes.
    overload: { value: 1.1, unit: 'ratio', what: 'arrivals for each finished request from which it falls behind' },
    // A choice: a few more at the end than at the start is what random arrivals do.
    growth: { value: 10, unit: 'requests', what: 'requests more in the engine at the end of the window' },
    // Source: Kim & Whitt, Oper. Res. 61(4), 2013, on edges of finite windows; with five an edge is a fifth of the window.
    residences: { value: 5, unit: 'count', what: 'windows shorter than so many running times may only show a start' },
  },
  explains: ['objective-missed'],
  check(subject, thresholds): Outcome {
    const { measures, others, analysis } = subject;
    const none = noQueue(measures, others, thresholds);
    if (none) return none;
    const { overload, growth, residences } = thresholds;
    const { arrivalsPerSecond: arrivals, completionsPerSecond: finished, requestsWaiting: waiting } = measures;
    const excess = arrivals.value - finished.value;
    const evidence = {
      ...queueEvidence(measures, others, thresholds),
      arrivals: measuredEvidence('requests that arrive', 'arrivalsPerSecond', arrivals, {
        relation: '≥',
        value: overload * finished.value,
      }),
      finished: measuredEvidence('requests that finish', 'completionsPerSecond', finished),
      growth: derivedEvidence('more in the engine than at the start', excess * analysis.seconds, 'requests', {
        bound: { relation: '≥', value: growth },
      }),
      waiting: measuredEvidence('requests waiting, on average', 'requestsWaiting', waiting),
    };
    if (arrivals.value < overload * finished.value || excess * analysis.seconds < growth) {
      return quiet('{arrivals} arrive and {finished} finish', evidence);
    }
    const scaled = scaledOut(subject);
    return {
      state: 'fires',
      message: '{arrivals} arrive and {finished} finish, so the queue grew by {growth} requests',
      evidence: { ...evidence, ...asEvidence(scaled) },
      objections: [onlyStarting(subject, residences), othersHaveRoom(subject)],
      atStake: queueAtStake(measures, others.firstTokensPerSecond),
      actions: actionsFor(scaled),
    };
  },
  page: {
    whatItMeans:
      'In this window more requests came than the engine finished, so those that wait become more and more. While that lasts each new request waits longer than the one before.',
    whyItMatters:
      'No wait is long enough to catch up: clients time out, retry and add to the load. Only less load or more capacity ends it.',
    howItIsComputed: `Arrivals = (finished + in the engine at the end − in the engine at the start) ÷ seconds. The rule fires when arrivals ÷ finished is at least \`overload\`, the engine holds at least \`growth\` requests more than at the start, and ${WHEN_A_QUEUE_COUNTS}. Replicas needed = arrivals of all replicas of the model ÷ what this one finishes, rounded up. By Little’s law what is at stake is the mean number waiting ÷ first tokens per second.`,
    whatToDo:
      'If another limit explains this (slots, KV cache, prompt tokens), lift that first: the same GPUs then finish more. Otherwise add replicas as they are configured, or turn requests away before they queue.',
    whenItMisleads:
      'In the first minutes of a load little finishes yet, however much capacity there is. A burst that ends by itself looks the same while it lasts. Requests that clients give up are in neither number.',
    references: [
      'J. D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961',
      'S.-H. Kim and W. Whitt, Statistical Analysis with Little’s Law, Operations Research 61(4), 2013',
    ],
  },
});

/** Until the first requests have run their time, less finishes than will. */
const onlyStarting = ({ others: { processingSeconds: each }, analysis: { seconds } }: Own, times: number): Objection =>
  objection(
    'the window is short against the time a request runs, so the load may only be starting',
    each.known
      ? derivedEvidence('seconds of the window', seconds, 'seconds', {
          bound: { relation: '≥', value: times * each.value },
        })
      : undefined,
  );

function othersHaveRoom({ replicas, analysis }: Own): Objection {
  const others = replicas.filter((replica) => replica !== analysis);
  const queue = others.map(({ measures }) => queues(measures));
  return {
    claim: 'other replicas of the model have room, so requests are only routed badly',
    found: queue.includes(false) ? 'yes' : queue.includes(undefined) ? 'unknown' : 'no',
  };
}

// Of sums of rates, which are not exact.
const ROUNDING = 1e-9;

interface ScaledOut {
  readonly replicas: Known;
  /** What then arrives at each. */
  readonly arrivals: Known;
}

/** To as many replicas, each finishing what this one does; undefined where it finished none, or a replica does not tell. */
function scaledOut({ measures, replicas }: Own): ScaledOut | undefined {
  const arrivals = replicas.map((replica) => replica.measures.arrivalsPerSecond);
  if (arrivals.some((rate) => !rate.known)) return undefined;
  const all = sum(arrivals.map((rate) => (rate.known ? rate.value : 0)));
  const count = Math.ceil(all / measures.completionsPerSecond.value - ROUNDING);
  const [needed, each] = [quantityOf(count, 'count'), quantityOf(all / count, 'requestsPerSecond')];
  // Fewer than there are would do where the others have room: then they are no answer.
  return needed && each && count > replicas.length ? { replicas: needed, arrivals: each } : undefined;
}

const asEvidence = (scaled: ScaledOut | undefined): EvidenceByName =>
  scaled ? { needed: derivedEvidence('replicas that would finish what arrives', scaled.replicas.value, 'count') } : {};

const actionsFor = (scaled: ScaledOut | undefined): Action[] => [
  {
    knob: 'replicas',
    change: 'raise',
    to: scaled?.replicas,
    mechanism: scaled
      ? 'Each replica finishes {finished}; {needed} of them, as they are configured, finish what arrives.'
      : 'Each replica takes a part of what arrives.',
    predicts: [
      { measure: 'requestsWaiting', direction: 'falls' },
      { measure: 'arrivalsPerSecond', direction: 'falls', then: scaled?.arrivals },
    ],
    sideEffect: 'More GPUs; what has queued up already is still to be worked off.',
    rollback: 'Remove them once arrivals fall.',
    refutedBy: 'arrivalsPerSecond stays here: the new replicas are not routed to.',
  },
  {
    knob: 'a limit in front of the queue',
    change: 'add',
    mechanism: 'Requests that cannot be served in time are turned away at once instead of waiting for ever.',
    predicts: [{ measure: 'requestsWaiting', direction: 'falls' }],
    sideEffect: 'Clients get errors and have to come back later.',
    rollback: 'Take the limit away.',
    refutedBy: 'arrivalsPerSecond rises: clients that are turned away retry at once.',
  },
];
