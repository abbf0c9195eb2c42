import { formatInterval, formatQuantity, type Unit } from '../quantities/index.ts';
import type { ComparedStep } from './compared-step.ts';
import { COVARIATES, commonRange, type CovariateId, type Overlap, type Range } from './load.ts';
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

/** Why too few steps are at a load that both sides have seen: by which part of it most of the others are out. */
export function otherLoads(
  covariates: readonly CovariateId[],
  observed: OfSides<readonly Observed[]>,
  { kept, ranges }: Overlap<Observed>,
  fewest: number,
): string {
  const parts = covariates.flatMap((id, i) => {
    const range = ranges[i];
    if (!range) return [];
    const { low, high } = commonRange(range);
    const { title, unit } = COVARIATES[id];
    const [a, b] = SIDES.map((side) => inWords(range[side], unit));
    const isOut = ({ loads: { [i]: load = Number.NaN } }: Observed): boolean => load < low || load > high;
    const out = SIDES.flatMap((side) => observed[side]).filter(isOut).length;
    return [{ out, isApart: low > high, gap: gapOf(range), text: `${title} ${a} in A, ${b} in B` }];
  });
  const [apart] = parts.filter(({ isApart }) => isApart).toSorted((left, right) => right.gap - left.gap);
  if (apart) return `not measured at equal load: ${apart.text}`;
  const [worst] = parts.toSorted((left, right) => right.out - left.out);
  const [a, b] = SIDES.map((side) => `${kept[side].length} of ${observed[side].length} steps of ${side.toUpperCase()}`);
  return `too little at equal load: ${a} and ${b} are at a load that both have seen, and it takes ${fewest} on each side; what differs most is ${worst?.text ?? 'unknown'}`;
}

const inWords = ({ low, high }: Range, unit: Unit): string =>
  formatInterval({ value: high, low, high, unit }) ?? formatQuantity(high, unit);

/** How far two ranges are apart, in units of the whole. */
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
