import type { Analysis } from '../analysis/index.ts';
import { known, sum, unknown, type Measured } from '../quantities/index.ts';

/**
 * Of all engines with an objective together: Σ good requests/s ÷ Σ finished requests/s, with the bounds summed alike. Unknown for
 * the reason of the first engine where none is known.
 */
export function goodputOf(analyses: readonly Analysis[]): Measured {
  const all = analyses.map(({ measures }) => ({
    good: measures.goodputRequestsPerSecond,
    finished: measures.completionsPerSecond,
  }));
  const seen = all.flatMap(({ good, finished }) => (good.known && finished.known ? [{ good, finished }] : []));
  const finishedPerSecond = sum(seen.map(({ finished }) => finished.value));
  if (finishedPerSecond <= 0) {
    const unseen = all.flatMap(({ good }) => (good.known ? [] : [good]));
    return unseen[0] ?? unknown('no-traffic', ['a finished request']);
  }
  const share = (of: (good: (typeof seen)[number]['good']) => number): number =>
    sum(seen.map(({ good }) => of(good))) / finishedPerSecond;
  return known(
    share(({ value }) => value),
    'ratio',
    { low: share(({ low, value }) => low ?? value), high: share(({ high, value }) => high ?? value) },
  );
}
