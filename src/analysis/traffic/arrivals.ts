import { annotation, formatQuantity, known, unknown, type Annotation } from '../../quantities/index.ts';
import { histogramOf, increaseOf, atEnds, whatIsMissing, type Window } from '../../metrics/window/index.ts';
import type { Contribution } from '../measures.ts';

/**
 * Arrival rate. vLLM has no arrival counter, but what came in either left or is still there:
 *
 *     λ = (Δfinished + Δ(running + waiting)) / T                       requests per second
 *
 * - A lower bound: requests that clients abort leave without being counted as finished.
 * - Aborts after the first token show as first tokens that neither finished nor still run; then the value says how many.
 * - `n > 1` counts every sequence.
 */
export function arrivals(window: Window): Contribution<'arrivalsPerSecond'> {
  return { arrivalsPerSecond: arrivalsPerSecond(window) };
}

function arrivalsPerSecond(window: Window) {
  const finished = increaseOf(window, 'requestsFinished');
  const inSystem = atEnds(window, 'requestsInSystem');
  if (finished === undefined) return unknown('not-exported', [whatIsMissing('requestsFinished')]);
  if (!inSystem) return unknown('not-exported', [whatIsMissing('requestsRunning'), whatIsMissing('requestsWaiting')]);
  if (window.seconds === 0) return unknown('one-sample', ['a second scrape']);
  const value = Math.max(0, finished + inSystem.end - inSystem.start) / window.seconds;
  return known(value, 'requestsPerSecond', { low: value, annotations: abortEvidence(window, finished) });
}

// Two requests can be in flight between "first token" and the next published gauge without any abort.
const IN_FLIGHT = 2;

/** First tokens − finished − Δrunning: requests that got a first token, did not finish and no longer run. */
function abortEvidence(window: Window, finished: number): Annotation[] {
  const started = histogramOf(window, 'ttftSeconds')?.count;
  const running = atEnds(window, 'requestsRunning');
  const preempted = increaseOf(window, 'preemptions');
  // Requests lost in a restart, or waiting again after a preemption, were not given up by their clients.
  if (window.quality.restarts > 0) return [];
  if (started === undefined || !running || preempted === undefined || preempted > 0) return [];
  const lost = started - finished - (running.end - running.start);
  return lost > IN_FLIGHT
    ? [
        annotation(
          'aborts-possible',
          `about ${formatQuantity(lost, 'count')} requests got a first token, did not finish and no longer run: clients gave up`,
        ),
      ]
    : [];
}
