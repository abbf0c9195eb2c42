import type { Measures } from '../analysis/index.ts';
import { quantityOf, type Known } from '../quantities/index.ts';
import { derivedEvidence, type Evidence, type EvidenceByName } from './evidence.ts';
import { notExposed } from './not-exposed.ts';
import { cannotTell, quiet, type AtStake, type Outcome } from './outcome.ts';
import type { Threshold } from './rule.ts';

/** What the rules on limits of the engine start from: whether requests queue enough to matter. */

/** A choice: below one part in five a queue is what random arrivals cost, and no limit is worth a change. */
export const WAITING_SHARE = {
  value: 0.2,
  unit: 'ratio',
  what: 'share of the requests in the engine that wait, from which a queue counts',
} as const satisfies Threshold;

// Source: J. Nielsen, Usability Engineering (1993), section 5.5: after one second people lose the feeling that the system reacts.
export const LONG_WAIT = {
  value: 1,
  unit: 'seconds',
  what: 'mean wait from which a queue counts, too, where it is most of the time to the first token',
} as const satisfies Threshold;

/** Those of a rule that starts from a queue. */
interface QueueThresholds {
  readonly waitingShare: number;
  readonly longWait: number;
}

const DEFAULTS: QueueThresholds = { waitingShare: WAITING_SHARE.value, longWait: LONG_WAIT.value };

/** For the pages of rules that start from a queue. */
export const WHEN_A_QUEUE_COUNTS =
  'a queue counts (the share of the requests in the engine that wait is at least `waitingShare`, or each waits `longWait` and that is most of its time to the first token; where nobody waits at the end of the window and none was evicted, no more wait than Δ(sum of times to first token) ÷ T)';

type Counts = Readonly<Record<'requestsWaiting' | 'requestsInSystem', Known>>;

/** Those who wait, and whether they are enough to matter. */
export interface Queue {
  /** Of the requests in the engine. */
  readonly share: number;
  /** Undefined where something is missing to tell, in `missing`. */
  readonly counts: boolean | undefined;
  readonly missing: readonly string[];
}

/**
 * Of the requests in the engine, those that wait; by Little's law the share of its time that a request spends in the queue,
 * live instead of as of those that finished:
 *
 *     share = mean waiting ÷ mean (waiting + running)           0 for an empty engine
 */
export const waitingShareOf = ({ requestsWaiting, requestsInSystem }: Counts): number =>
  requestsInSystem.value > 0 ? Math.min(1, requestsWaiting.value / requestsInSystem.value) : 0;

/** The same where it is not sure that anybody counts them; undefined where nobody does. */
export const waitingShareIfKnown = ({ requestsWaiting, requestsInSystem }: Measures): number | undefined =>
  requestsWaiting.known && requestsInSystem.known ? waitingShareOf({ requestsWaiting, requestsInSystem }) : undefined;

/**
 * A queue that a gauge showed at a scrape or two may have lasted far shorter than from one scrape to the next. Where nobody waits
 * at the end of the window, and none was evicted, all that waited have got a first token since, and their times hold the wait:
 *
 *     mean waiting ≤ Δ(sum of times to first token) ÷ T          requests
 *
 * What is missing to tell, or those who wait by that; as shown where they may be more. Clients that gave up are in no counter.
 */
function borneOut(counts: Counts, others: Measures): Counts | readonly string[] {
  const { waitForecastSeconds: ahead, littleFirstTokenRequests: starting, preemptionsPerSecond: evicted } = others;
  if (!ahead.known || ahead.value > 0) return counts;
  const missing = notExposed(starting, evicted);
  if (missing.length > 0) return missing;
  if (!starting.known || !evicted.known || evicted.value > 0) return counts;
  const isLess = starting.value > 0 && starting.value < counts.requestsWaiting.value;
  return isLess ? { ...counts, requestsWaiting: starting } : counts;
}

/** Whether a queue counts that the gauges show and first tokens bear out, and who waits then. */
function queueOf(shown: Counts, others: Measures, thresholds: QueueThresholds): Queue & { readonly of: Counts } {
  const queue = shownQueue(shown, others, thresholds);
  if (queue.counts === false) return { ...queue, of: shown };
  const counts = borneOut(shown, others);
  if (!('requestsWaiting' in counts)) return { ...queue, counts: undefined, missing: counts, of: shown };
  return { ...shownQueue(counts, others, thresholds), of: counts };
}

/**
 * A queue counts where the share that waits does, or where what each waits by Little's law,
 *
 *     Wq = mean waiting ÷ first tokens per second                seconds
 *
 * is long and at least half of the time to the first token: beside answers of minutes the share of a long wait is small.
 */
function shownQueue(counts: Counts, others: Measures, { waitingShare, longWait }: QueueThresholds): Queue {
  const share = waitingShareOf(counts);
  const told = (isOne: boolean): Queue => ({ share, counts: isOne, missing: [] });
  if (share >= waitingShare) return told(true);
  const { firstTokensPerSecond: started, ttftSeconds: ttft } = others;
  if (counts.requestsWaiting.value === 0 || (started.known && started.value === 0)) return told(false);
  const wait = started.known ? counts.requestsWaiting.value / started.value : Number.POSITIVE_INFINITY;
  if (wait < longWait) return told(false);
  if (started.known && ttft.known) return told(wait >= MOST * ttft.value);
  const missing = notExposed(started, ttft);
  return missing.length > 0 ? { share, counts: undefined, missing } : told(false);
}

// What is more than all the rest together.
const MOST = 0.5;

/** Undefined where nobody counts who waits. */
export function queueIfKnown(measures: Measures): Queue | undefined {
  const { requestsWaiting, requestsInSystem } = measures;
  if (!requestsWaiting.known || !requestsInSystem.known) return undefined;
  return queueOf({ requestsWaiting, requestsInSystem }, measures, DEFAULTS);
}

/**
 * The same by the counters of those that finished, for whoever has found the gauges to be wrong; by Little's law
 *
 *     share = Σ queue seconds ÷ Σ end-to-end seconds
 */
export function countedQueue({ littleQueuedRequests: queued, littleSystemRequests: all }: Measures): Queue | undefined {
  if (!queued.known || !all.known || all.value === 0) return undefined;
  const share = Math.min(1, queued.value / all.value);
  return { share, counts: share >= WAITING_SHARE.value, missing: [] };
}

/** Whether requests queue enough to matter; undefined where nobody can tell. */
export const queues = (measures: Measures): boolean | undefined => queueIfKnown(measures)?.counts;

/** What a rule on a limit says where no queue counts, or nobody can tell; undefined where it has to go on. */
export function noQueue(counts: Counts, others: Measures, thresholds: QueueThresholds): Outcome | undefined {
  const queue = queueOf(counts, others, thresholds);
  if (queue.counts === undefined) return cannotTell(...queue.missing);
  return queue.counts
    ? undefined
    : quiet('{share} of the requests in the engine wait', queueEvidence(queue.of, others, thresholds));
}

/** The share that waits, and how long each does where that is known. */
export function queueEvidence(
  counts: Counts,
  others: Measures,
  { waitingShare, longWait }: QueueThresholds,
): EvidenceByName {
  const wait = meanWait(counts, others.firstTokensPerSecond);
  return {
    share: waitingShareEvidence(counts, waitingShare),
    ...(wait && {
      wait: derivedEvidence('wait of each, by Little’s law', wait.value, 'seconds', {
        bound: { relation: '≥', value: longWait },
      }),
    }),
  };
}

export const waitingShareEvidence = (counts: Counts, bound: number): Evidence =>
  derivedEvidence('share of the requests in the engine that wait', waitingShareOf(counts), 'ratio', {
    bound: { relation: '≥', value: bound },
  });

/** What a queue costs each request, as a share of its time in the engine. Undefined where none was admitted. */
export function queueAtStake(
  counts: Counts,
  firstTokensPerSecond: Measures['firstTokensPerSecond'],
): AtStake | undefined {
  const amount = meanWait(counts, firstTokensPerSecond);
  return amount && { measure: 'e2eSeconds', amount, ratio: waitingShareOf(counts) };
}

const meanWait = ({ requestsWaiting }: Counts, started: Measures['firstTokensPerSecond']): Known | undefined =>
  started.known && started.value > 0 ? quantityOf(requestsWaiting.value / started.value, 'seconds') : undefined;
