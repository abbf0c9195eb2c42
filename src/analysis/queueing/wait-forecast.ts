import { annotation, known, poissonInterval, unknown, type Measured } from '../../quantities/index.ts';
import { histogramOf, increaseOf, whatIsMissing, type Window } from '../../metrics/window/index.ts';
import { isUnknown, sampled } from '../engine-window.ts';
import type { Contribution } from '../measures.ts';

/**
 * How long a request that arrives now will queue: it goes when all that wait ahead of it have gone,
 *
 *     wait = L / μ = requests waiting now ÷ (Δfirst tokens / T)                 seconds
 *
 * - Live: the queue-time histogram, observed at finish, is several times too low while a queue grows.
 * - [low, high] holds the admission rate's 95 % Poisson interval: a short window saw few admissions.
 * - Nobody waits: 0, exactly. Requests wait but none was admitted: unknown, no number would be honest.
 * - Preempted requests wait ahead of new ones and are in L, so with preemptions the value is on the high side.
 */
export function waitForecast(window: Window): Contribution<'waitForecastSeconds'> {
  return { waitForecastSeconds: waitForecastSeconds(window) };
}

function waitForecastSeconds(window: Window): Measured {
  const waiting = sampled(window, 'requestsWaiting');
  if (isUnknown(waiting)) return waiting;
  if (waiting.lastAtSeconds < window.endAtSeconds) return unknown('not-exported', [whatIsMissing('requestsWaiting')]);
  if (waiting.last === 0) return known(0, 'seconds', { low: 0, high: 0 });
  const admissions = histogramOf(window, 'ttftSeconds')?.count;
  if (admissions === undefined) return unknown('not-exported', [whatIsMissing('ttftSeconds')]);
  if (window.seconds === 0) return unknown('one-sample', ['a second scrape']);
  if (admissions === 0) {
    return unknown('not-observable', [
      `an admission: ${waiting.last} wait and none started in ${window.seconds.toFixed(0)} s`,
    ]);
  }
  const waitAt = (admitted: number): number => (waiting.last * window.seconds) / admitted;
  const { low, high } = poissonInterval(admissions);
  const preemptions = increaseOf(window, 'preemptions') ?? 0;
  return known(waitAt(admissions), 'seconds', {
    low: waitAt(high),
    high: waitAt(low),
    annotations:
      preemptions > 0
        ? [annotation('preemption-included', 'preempted requests among those waiting were counted as new ones')]
        : [],
  });
}
