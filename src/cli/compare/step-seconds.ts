import { ofSides, type OfSides } from '../../comparison/index.ts';
import type { Analysis } from '../../analysis/index.ts';

/** A choice: so many tell what they can; a day in steps of ten minutes is as sure as in steps of one. */
const MOST_STEPS = 120;
/** A choice: what is asked for below bends to this, or a short stretch would give nothing to compare. */
const FEWEST_STEPS = 24;
/** As a Prometheus is asked: a window of fewer scrapes is widened. */
const FEWEST_SCRAPES = 4;
/** A choice: so that a step has a mean. */
const REQUESTS = 10;
/** A choice: so that most requests finish in the step that they came in. */
const RESIDENCES = 2;

/**
 * How long a step is where nobody says: four scrapes at least; as long as it takes for ten requests and for two stays of a
 * request; but each side gives 24 steps, over all of its engines, if its scrapes allow. A whole number of scrapes, so that
 * steps leave no scrape out.
 */
export function stepSeconds(sides: OfSides<readonly Analysis[]>): number {
  const intervalSeconds = Math.max(...Object.values(ofSides((side) => intervalOf(sides[side]))));
  const all = [...sides.a, ...sides.b];
  const wanted = Math.max(
    longestOf(sides.a) / MOST_STEPS,
    longestOf(sides.b) / MOST_STEPS,
    REQUESTS / medianOf(all.map(({ measures }) => valueOf(measures.completionsPerSecond) ?? Number.POSITIVE_INFINITY)),
    RESIDENCES * medianOf(all.map(({ measures }) => valueOf(measures.e2eSeconds) ?? 0)),
  );
  const most = Math.min(...[sides.a, sides.b].map((own) => (longestOf(own) * own.length) / FEWEST_STEPS));
  const scrapes = Math.max(FEWEST_SCRAPES, Math.min(Math.ceil(wanted / intervalSeconds), Math.floor(most / intervalSeconds))); // prettier-ignore
  return scrapes * intervalSeconds;
}

/** Between two scrapes, the median over the engines. */
export const intervalOf = (analyses: readonly Analysis[]): number =>
  medianOf(analyses.map(({ seconds, samples }) => (samples > 1 ? seconds / (samples - 1) : 0)));

const longestOf = (analyses: readonly Analysis[]): number => Math.max(...analyses.map(({ seconds }) => seconds));

const valueOf = (measured: Analysis['measures']['e2eSeconds']): number | undefined =>
  measured.known && measured.value > 0 ? measured.value : undefined;

const medianOf = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor((values.length - 1) / 2)] ?? 0;
