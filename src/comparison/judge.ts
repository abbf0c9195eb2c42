import { intervalOf, marginOf, withoutNoise, type Estimate, type RatioInterval } from './estimate.ts';

/** Which direction of a measure is good. */
export const BETTER = ['lower', 'higher'] as const;
export type Better = (typeof BETTER)[number];

/** Of a measure of the system; the worst first. */
export const VERDICTS = ['regressed', 'improved', 'unchanged', 'cannot-tell'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Of a property of the workload. */
export const SHIFTS = ['shifted', 'same', 'cannot-tell'] as const;
export type ShiftVerdict = (typeof SHIFTS)[number];

/** Where an interval lies against 1/(1 + threshold) to 1 + threshold, which is the same band for B/A and for A/B. */
export type Place = 'above' | 'below' | 'inside' | 'across';

/** An edge itself is inside. */
export function placeOf({ low, high }: RatioInterval, thresholdRatio: number): Place {
  const edge = 1 + thresholdRatio;
  if (low > edge) return 'above';
  if (high < 1 / edge) return 'below';
  return low >= 1 / edge && high <= edge ? 'inside' : 'across';
}

/** Worse or better for sure by more than the threshold, for sure not by more, or neither. */
export function verdictOf(place: Place, better: Better): Verdict {
  if (place === 'across') return 'cannot-tell';
  if (place === 'inside') return 'unchanged';
  return (place === 'above') === (better === 'lower') ? 'regressed' : 'improved';
}

/** A workload has no good direction. */
export function shiftOf(place: Place): ShiftVerdict {
  if (place === 'across') return 'cannot-tell';
  return place === 'inside' ? 'same' : 'shifted';
}

/** An interval, and what follows from it. */
export interface Placed {
  readonly interval: RatioInterval;
  readonly place: Place;
  /** How many times as long each side would have to be for an interval that tells; only of one that does not. */
  readonly longer: number | undefined;
}

/** The interval of one among `family`. What noise makes of its width falls with the root of the time that is observed. */
export function placed(estimate: Estimate, family: number, thresholdRatio: number): Placed {
  const interval = intervalOf(estimate, family);
  const place = placeOf(interval, thresholdRatio);
  if (place !== 'across') return { interval, place, longer: undefined };
  const [least, most] = withoutNoise(estimate);
  const edge = Math.log1p(thresholdRatio);
  const room = Math.min(...[edge, -edge].map((each) => Math.max(least - each, each - most)));
  const longer = room > 0 ? timesFor(estimate, family, room) : Number.POSITIVE_INFINITY;
  return { interval, place, longer: Number.isFinite(longer) ? longer : undefined };
}

/** Halvings of the range that holds the answer: to a millionth of it. */
const HALVINGS = 20;

/** How many times as much makes the margin no wider than `room`: by the root of it, and sooner where it brings degrees. */
function timesFor(estimate: Estimate, family: number, room: number): number {
  const { standardError, degrees, isOfRepeats } = estimate;
  let most = (marginOf(estimate, family) / room) ** 2;
  if (!isOfRepeats || !Number.isFinite(most)) return most;
  // n runs on each side have 2(n − 1) degrees, k n have k 2(n − 1) + 2(k − 1); of one side half of that is added.
  const marginAfter = (times: number): number =>
    marginOf(
      { ...estimate, standardError: standardError / Math.sqrt(times), degrees: times * degrees + times - 1 },
      family,
    );
  let least = 1;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = Math.sqrt(least * most);
    if (marginAfter(middle) > room) least = middle;
    else most = middle;
  }
  return most;
}
