import { annotation, clamp, known, unknown, type Annotation, type Measured } from '../../quantities/index.ts';
import { atEnds, type Window } from '../../metrics/window/index.ts';
import { firstUnknown } from '../engine-window.ts';
import type { Contribution, Measures } from '../measures.ts';
import { finishLag } from '../traffic/lag.ts';
import { preemptionGaps } from './littles-law.ts';

type Inputs = Pick<
  Measures,
  | 'requestsInSystem'
  | 'littleSystemRequests'
  | 'arrivalsPerSecond'
  | 'completionsPerSecond'
  | 'frontendSeconds'
  | 'prefillSeconds'
>;

/**
 * Do the gauges and the clocks agree? With L the gauges' average and X·W the finished requests' time,
 *
 *     residual = (L − X·W) / L  =  ramp + blindFirstStep + unexplained          (parts, ratios of L)
 *
 * - ramp: requests present at the end are in L but not yet in X·W, those present at the start the reverse. Their total age
 *   is A(t) = N(t)²/2λ when they came at rate λ and leave in order, so ramp = (A(T) − A(0)) / (L·T). An estimate: after the
 *   arrivals have stopped, ages are larger than this.
 * - blindFirstStep: the gauges miss a request until the end of its first step: the front end's time always, the prefill in
 *   full when it takes one step, in part when it is chunked. Negative; at most X·(frontend + prefill), at least X·frontend.
 * - unexplained: the rest. More than 5 % over a long window means an instrument fault, lost scrapes or many aborts.
 *
 * Preemption moves time between waiting and running and leaves this sum alone; an annotation names it.
 * Unknown in an idle window. Source: Kim & Whitt (2013), "Statistical Analysis with Little's Law".
 */
export function littleResidual(window: Window, measures: Inputs): Contribution<'littleResidualRatio'> {
  return { littleResidualRatio: littleResidualRatio(window, measures) };
}

function littleResidualRatio(window: Window, measures: Inputs): Measured {
  const { requestsInSystem, littleSystemRequests, completionsPerSecond, frontendSeconds, prefillSeconds } = measures;
  if (
    !requestsInSystem.known ||
    !littleSystemRequests.known ||
    !completionsPerSecond.known ||
    !frontendSeconds.known ||
    !prefillSeconds.known
  ) {
    return firstUnknown(requestsInSystem, littleSystemRequests, completionsPerSecond, frontendSeconds, prefillSeconds);
  }
  const inSystem = requestsInSystem.value;
  if (inSystem === 0) return unknown('no-traffic', ['a request in the system at any of the scrapes']);
  const finishedInSystem = littleSystemRequests.value;
  const ramp = rampRequests(window, measures);
  const alwaysUnseen = completionsPerSecond.value * frontendSeconds.value;
  const unseenAtMost = alwaysUnseen + completionsPerSecond.value * prefillSeconds.value;
  const blind = -clamp(finishedInSystem + ramp - inSystem, alwaysUnseen, unseenAtMost);
  const residual = inSystem - finishedInSystem;
  const parts = {
    ramp: ramp / inSystem,
    blindFirstStep: blind / inSystem,
    unexplained: (residual - ramp - blind) / inSystem,
  };
  return known(residual / inSystem, 'ratio', { parts, annotations: explanations(window) });
}

/** (A(T) − A(0)) / T; see above. */
function rampRequests(window: Window, { arrivalsPerSecond, completionsPerSecond }: Inputs): number {
  const inSystem = atEnds(window, 'requestsInSystem');
  const arrivals = arrivalsPerSecond.known && arrivalsPerSecond.value > 0 ? arrivalsPerSecond : completionsPerSecond;
  if (!inSystem || !arrivals.known || arrivals.value === 0) return 0;
  return (inSystem.end ** 2 - inSystem.start ** 2) / (2 * arrivals.value * window.seconds);
}

const explanations = (window: Window): Annotation[] => [
  ...finishLag(window).map(({ message }) => annotation('ramp', message)),
  ...preemptionGaps(window),
];
