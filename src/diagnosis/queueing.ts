import type { Measures } from '../analysis/index.ts';
import { quantityOf, type Known } from '../quantities/index.ts';
import { derivedEvidence, type Evidence } from './evidence.ts';
import type { AtStake } from './outcome.ts';
import type { Threshold } from './rule.ts';

/** What the rules on limits of the engine start from: whether requests queue enough to matter. */

/** A choice: below one part in five a queue is what random arrivals cost, and no limit is worth a change. */
export const WAITING_SHARE = {
  value: 0.2,
  unit: 'ratio',
  what: 'share of the requests in the engine that wait, from which a queue counts',
} as const satisfies Threshold;

type Counts = Readonly<Record<'requestsWaiting' | 'requestsInSystem', Known>>;

/**
 * Of the requests in the engine, those that wait; by Little's law the share of its time that a request spends in the queue,
 * live instead of as of those that finished:
 *
 *     share = mean waiting ÷ mean (waiting + running)           0 for an empty engine
 */
export const waitingShareOf = ({ requestsWaiting, requestsInSystem }: Counts): number =>
  requestsInSystem.value > 0 ? Math.min(1, requestsWaiting.value / requestsInSystem.value) : 0;

export const waitingShareEvidence = (counts: Counts, bound: number): Evidence =>
  derivedEvidence('share of the requests in the engine that wait', waitingShareOf(counts), 'ratio', {
    bound: { relation: '≥', value: bound },
  });

/** The same where it is not sure that anybody counts them; undefined where nobody does. */
export const waitingShareIfKnown = ({ requestsWaiting, requestsInSystem }: Measures): number | undefined =>
  requestsWaiting.known && requestsInSystem.known ? waitingShareOf({ requestsWaiting, requestsInSystem }) : undefined;

/** Whether requests queue enough to matter; undefined where nobody counts them. */
export function queues(measures: Measures, from: number = WAITING_SHARE.value): boolean | undefined {
  const share = waitingShareIfKnown(measures);
  return share === undefined ? undefined : share >= from;
}

/**
 * What a queue costs: by Little's law each request waits
 *
 *     Wq = mean waiting ÷ first tokens per second                seconds
 *
 * before its first token, which is that share of its time in the engine. Undefined where none was admitted.
 */
export function queueAtStake(
  counts: Counts,
  firstTokensPerSecond: Measures['firstTokensPerSecond'],
): AtStake | undefined {
  if (!firstTokensPerSecond.known || firstTokensPerSecond.value === 0) return undefined;
  const amount = quantityOf(counts.requestsWaiting.value / firstTokensPerSecond.value, 'seconds');
  return amount && { measure: 'ttftSeconds', amount, ratio: waitingShareOf(counts) };
}
