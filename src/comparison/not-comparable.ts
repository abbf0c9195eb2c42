import { formatInterval, formatQuantity, type Unit } from '../quantities/index.ts';
import type { ComparedStep } from './compared-step.ts';
import { COVARIATES, type CovariateId, type Range } from './load.ts';
import type { Observed } from './observed.ts';
import type { Response } from './responses.ts';
import { SIDES, type OfSides } from './side.ts';

/** Why there are too few steps to compare: something is not known, or there is too little traffic. */
export function tooFewSteps(
  { covariates: [main], id }: Response,
  steps: OfSides<readonly ComparedStep[]>,
  observed: OfSides<readonly Observed[]>,
  fewest: number,
): string {
  const isUnknown = (of: (step: ComparedStep) => number | undefined): boolean =>
    SIDES.some((side) => steps[side].every((step) => of(step) === undefined));
  const { title, of } = COVARIATES[main];
  const unknown = [...(isUnknown(({ measures }) => measures[id]) ? [id] : []), ...(isUnknown(of) ? [title] : [])];
  if (unknown.length > 0) return `${unknown.join(' and ')} unknown in A or B`;
  const [a, b] = SIDES.map((side) => observed[side].length);
  return `only ${a} steps of A and ${b} of B have enough traffic; it takes ${fewest} on each side`;
}

/** In which part of the load the sides have least in common. */
export function otherLoads(covariates: readonly CovariateId[], ranges: readonly OfSides<Range>[]): string {
  const apart = covariates.flatMap((id, i) => {
    const range = ranges[i];
    if (!range) return [];
    const { title, unit } = COVARIATES[id];
    const [a, b] = SIDES.map((side) => inWords(range[side], unit));
    return [{ gap: gapOf(range), text: `${title} ${a} in A, ${b} in B` }];
  });
  const [worst] = apart.toSorted((left, right) => right.gap - left.gap);
  return `not measured at equal load: ${worst?.text ?? ''}`;
}

const inWords = ({ low, high }: Range, unit: Unit): string =>
  formatInterval({ value: high, low, high, unit }) ?? formatQuantity(high, unit);

/** How far two ranges are apart, or the less they share, in units of the whole. */
function gapOf({ a, b }: OfSides<Range>): number {
  const whole = Math.max(a.high, b.high) - Math.min(a.low, b.low);
  return whole > 0 ? (Math.max(a.low, b.low) - Math.min(a.high, b.high)) / whole : -1;
}

/** A choice: below, the effect is that of a part of what was observed, which is worth saying. */
const MOST_OF_THEM = 0.5;

/** Said of an effect that stands on the smaller part of a side. */
export function partly(kept: OfSides<readonly unknown[]>, observed: OfSides<readonly unknown[]>): string[] {
  const shares = SIDES.map((side) => kept[side].length / observed[side].length);
  if (shares.every((share) => share >= MOST_OF_THEM)) return [];
  const [a, b] = shares.map((share) => formatQuantity(share, 'ratio'));
  return [`the loads overlap only partly: ${a} of A's steps and ${b} of B's were at a load that both had`];
}
