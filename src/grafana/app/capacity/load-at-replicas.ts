import { rateAt, runningLimit, servedAt, type Replica, type Requests, type Served } from './serving-at.ts';
import { largest } from './sustained-rate.ts';

export type Outlook =
  /** So many requests are in one replica, and this is what they see. */
  | { readonly kind: 'steady'; readonly concurrency: number; readonly served: Served }
  /** More arrive than can finish: the queue grows without end. */
  | { readonly kind: 'overload'; readonly concurrency: number; readonly served: Served; readonly mostPerSecond: number }
  /** The weights leave no room for a single request. */
  | { readonly kind: 'no-room' };

/** What requests see when so many arrive at each replica. */
export function outlookAt(arrivalsPerSecond: number, requests: Requests, replica: Replica): Outlook {
  const limit = runningLimit(requests, replica, 'value');
  if (limit < 1) return { kind: 'no-room' };
  const served = (concurrency: number): Served => servedAt(concurrency, requests, replica, limit);
  const tooFew = (concurrency: number): boolean =>
    rateAt(concurrency, served(concurrency), requests.outputTokens) < arrivalsPerSecond;
  const below = largest(tooFew, limit);
  if (below < limit) return { kind: 'steady', concurrency: below + 1, served: served(below + 1) };
  const atLimit = served(limit);
  const mostPerSecond = rateAt(limit, atLimit, requests.outputTokens);
  return { kind: 'overload', concurrency: limit, served: atLimit, mostPerSecond };
}
