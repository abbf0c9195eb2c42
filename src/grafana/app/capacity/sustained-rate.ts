import type { Estimate } from '../../../roofline/index.ts';
import {
  e2eSeconds,
  rateAt,
  runningLimit,
  servedAt,
  type Replica,
  type Requests,
  type Served,
  type Side,
} from './serving-at.ts';

export interface Promised {
  readonly ttftSeconds: number | undefined;
  readonly tpotSeconds: number | undefined;
  /** From the arrival to the last token. */
  readonly e2eSeconds: number | undefined;
}

/**
 * Requests per second that one replica keeps up with so that nobody queues and the promises hold; the low one where every
 * prediction is as bad as it may be. Without a promise: with all slots in use. 0: not even one request at a time is in time.
 */
export function sustainedRate(requests: Requests, replica: Replica, promised: Promised): Estimate {
  // The lowest rate comes of the longest times and the smallest cache.
  const at = (times: Side, room: Side): number => {
    const limit = runningLimit(requests, replica, room);
    const served = (concurrency: number): Served => servedAt(concurrency, requests, replica, limit);
    const isKept = (concurrency: number): boolean => keeps(promised, served(concurrency), requests.outputTokens, times);
    const most = largest(isKept, limit);
    return most === 0 ? 0 : rateAt(most, served(most), requests.outputTokens, times);
  };
  return { value: at('value', 'value'), low: at('high', 'low'), high: at('low', 'high') };
}

/** Whether every promise holds. */
export const keeps = (promised: Promised, served: Served, outputTokens: number, side: Side): boolean =>
  served.tpotSeconds[side] <= (promised.tpotSeconds ?? Infinity) &&
  served.ttftSeconds[side] <= (promised.ttftSeconds ?? Infinity) &&
  e2eSeconds(served, outputTokens, side) <= (promised.e2eSeconds ?? Infinity);

/** Whether anything is promised. */
export const hasPromise = ({ ttftSeconds, tpotSeconds, e2eSeconds: e2e }: Promised): boolean =>
  [ttftSeconds, tpotSeconds, e2e].some((seconds) => seconds !== undefined);

/** The largest whole number up to a limit for which something holds that holds for all smaller ones; 0 where for none. */
export function largest(holds: (count: number) => boolean, limit: number): number {
  if (limit < 1 || !holds(1)) return 0;
  if (holds(limit)) return limit;
  let [within, beyond] = [1, limit];
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2);
    if (holds(middle)) within = middle;
    else beyond = middle;
  }
  return within;
}

/** ⌈arrivals ÷ what one sustains⌉; the most are needed where each sustains the least. Infinite where one sustains nothing. */
export function replicasNeeded(arrivalsPerSecond: number, { value, low, high }: Estimate): Estimate {
  const needed = (rate: number): number =>
    arrivalsPerSecond === 0 ? 0 : rate > 0 ? Math.ceil(arrivalsPerSecond / rate) : Infinity;
  return { value: needed(value), low: needed(high), high: needed(low) };
}
