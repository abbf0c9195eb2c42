import { known, unknown, type Annotation, type Known, type Measured, type Unit } from '../quantities/index.ts';
import {
  gaugeOf,
  histogramOf,
  increaseOf,
  whatIsMissing,
  type GaugeSpan,
  type HistogramIncrease,
  type Window,
} from '../metrics/window/index.ts';
import type { Meaning } from '../metrics/catalogue/index.ts';

/** Rate over the window: increase ÷ T. Unknown after a single scrape and where the counter is not exposed. */
export function perSecond(
  window: Window,
  meaning: Meaning,
  unit: Unit,
  annotations: readonly Annotation[] = [],
): Measured {
  const increase = increaseOf(window, meaning);
  if (increase === undefined) return unknown('not-exported', [whatIsMissing(meaning)]);
  return perSecondOf(window, increase, unit, annotations);
}

/** `amount` ÷ T. */
export const perSecondOf = (
  window: Window,
  amount: number,
  unit: Unit,
  annotations: readonly Annotation[] = [],
): Measured =>
  window.seconds > 0
    ? known(amount / window.seconds, unit, { annotations })
    : unknown('one-sample', ['a second scrape']);

/** The histogram's observations in the window, or why its measures are unknown. */
export function observations(window: Window, meaning: Meaning): HistogramIncrease | Exclude<Measured, Known> {
  const histogram = histogramOf(window, meaning);
  if (!histogram) return unknown('not-exported', [whatIsMissing(meaning)]);
  if (window.seconds === 0) return unknown('one-sample', ['a second scrape']);
  if (histogram.count === 0) return unknown('no-traffic', [`an observation of ${whatIsMissing(meaning)}`]);
  return histogram;
}

export const isUnknown = (result: object): result is Exclude<Measured, Known> => 'known' in result;

/** Mean of the observations in the window: Σ/n, exact. */
export function meanOf(
  window: Window,
  meaning: Meaning,
  unit: Unit,
  annotations: readonly Annotation[] = [],
): Measured {
  const histogram = observations(window, meaning);
  return isUnknown(histogram) ? histogram : known(histogram.sum / histogram.count, unit, { annotations });
}

/** A gauge as it was sampled, or why its measures are unknown. */
export function sampled(window: Window, meaning: Meaning | 'requestsInSystem'): GaugeSpan | Exclude<Measured, Known> {
  const span = gaugeOf(window, meaning);
  if (span) return span;
  const missing: readonly Meaning[] =
    meaning === 'requestsInSystem' ? ['requestsRunning', 'requestsWaiting'] : [meaning];
  return unknown('not-exported', missing.map(whatIsMissing));
}

/** The first of these that is unknown tells why a measure made of them is. */
export const firstUnknown = (...measured: readonly Measured[]): Measured =>
  measured.find(({ known }) => !known) ?? unknown('not-observable');
