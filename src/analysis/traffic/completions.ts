import { known, unknown, type Measured } from '../../quantities/index.ts';
import { histogramOf, increasesOf, whatIsMissing, type Window } from '../../metrics/window/index.ts';
import { perSecond, perSecondOf } from '../engine-window.ts';
import type { Contribution } from '../measures.ts';

/**
 * Requests that got their first token, and requests that finished, per second. `parts` of the latter are the rates by
 * finish reason; "length" is how most benchmarks and many chats end, not an error.
 */
export function completions(window: Window): Contribution<'firstTokensPerSecond' | 'completionsPerSecond'> {
  const started = histogramOf(window, 'ttftSeconds')?.count;
  return {
    firstTokensPerSecond:
      started === undefined
        ? unknown('not-exported', [whatIsMissing('ttftSeconds')])
        : perSecondOf(window, started, 'requestsPerSecond'),
    completionsPerSecond: completionsPerSecond(window),
  };
}

function completionsPerSecond(window: Window): Measured {
  const total = perSecond(window, 'requestsFinished', 'requestsPerSecond');
  const byReason = increasesOf(window, 'requestsFinished');
  if (!total.known || !byReason) return total;
  const parts = Object.fromEntries([...byReason].map(([reason, finished]) => [reason, finished / window.seconds]));
  return known(total.value, total.unit, { parts });
}
