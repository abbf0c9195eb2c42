import { formatInterval, formatQuantity, sum, type Unit } from '../quantities/index.ts';
import { blockOf } from './blocks.ts';
import { byEngine } from './by-engine.ts';
import { chooseCovariates } from './choose-covariates.ts';
import { AMOUNTS, type ComparedStep } from './compared-step.ts';
import { equalLoadEffect, type Fit, type Row } from './equal-load-effect.ts';
import type { Estimate } from './estimate.ts';
import { likeness, whitened } from './likeness.ts';
import { COVARIATES, overlapOf, rangeOf, type CovariateId, type Overlap, type Range } from './load.ts';
import type { Response } from './responses.ts';
import { SIDES, ofSides, type OfSides, type Side } from './side.ts';

/** How many steps stand behind an effect, and why others do not. */
export interface StepCounts {
  readonly used: OfSides<number>;
  /** Fewer requests than a mean is worth, or a number missing. */
  readonly tooFew: OfSides<number>;
  /** Under a load that the other side has not seen. */
  readonly otherLoad: OfSides<number>;
}

export type ResponseEffect =
  | { readonly estimate: Estimate; readonly counts: StepCounts; readonly heldAgainst: readonly string[]; readonly notes: readonly string[] } // prettier-ignore
  | { readonly estimate: undefined; readonly counts: StepCounts | undefined; readonly reason: string };

/** A choice: more than two for each of the blocks that tell how far it is off. */
const FEWEST_STEPS = 12;
/** A choice: below, the effect is that of a part of what was observed, which is worth saying. */
const MOST_OF_THEM = 0.5;
/** Steps follow each other when there is no more than this part of a step between them. */
const SEAM_RATIO = 0.5;
/** A choice: a curve is fitted where the load is so much larger than it is elsewhere. */
const CURVED_RATIO = 1.5;

interface Observed {
  readonly step: ComparedStep;
  readonly engine: string;
  readonly loads: readonly number[];
  readonly logarithm: number;
  readonly weight: number;
}

/** By what factor a response is another in B at equal load, or why nobody can tell. */
export function responseEffect(response: Response, steps: OfSides<readonly ComparedStep[]>): ResponseEffect {
  const [main, ...others] = response.covariates;
  const isKnown = (id: CovariateId): boolean =>
    SIDES.every((side) => steps[side].some((step) => COVARIATES[id].of(step) !== undefined));
  const covariates = [main, ...others.filter(isKnown)];
  const observed = ofSides((side) => steps[side].flatMap((step) => observedIn(step, response, covariates) ?? []));
  const overlap = overlapOf(observed);
  const { kept } = overlap;
  const counts: StepCounts = {
    used: ofSides((side) => kept[side].length),
    tooFew: ofSides((side) => steps[side].length - observed[side].length),
    otherLoad: ofSides((side) => observed[side].length - kept[side].length),
  };
  const cannot = (reason: string): ResponseEffect => ({ estimate: undefined, counts, reason });
  const short = SIDES.filter((side) => observed[side].length < FEWEST_STEPS);
  if (short.length > 0) return cannot(tooFewSteps(response, steps, observed));
  if (SIDES.some((side) => kept[side].length < FEWEST_STEPS)) return cannot(otherLoads(covariates, overlap));
  const all = SIDES.flatMap((side) =>
    byEngine(kept[side]).flatMap((own) => own.map((each, nth) => ({ ...each, side, nth }))),
  );
  const { kept: columns, implied } = chooseCovariates(all.map(({ loads }) => loads));
  const fit = fitOf(all, columns);
  if (!fit) return cannot('the load tells A from B by itself, so that nothing is left to compare');
  const titles = covariates.map((id) => COVARIATES[id].title);
  return {
    estimate: fit.effect,
    counts,
    heldAgainst: columns.map((i) => titles[i] ?? ''),
    notes: [
      ...others.filter((id) => !isKnown(id)).map((id) => `${COVARIATES[id].title} is not known`),
      ...implied.map((i) => `${titles[i] ?? ''} goes with the others and is left out`),
      ...partly(kept, observed),
    ],
  };
}

function observedIn(
  step: ComparedStep,
  { id, over, fewest }: Response,
  covariates: readonly CovariateId[],
): Observed | undefined {
  const value = step.measures[id];
  const amount = AMOUNTS[over](step);
  if (step.isRestarted || value === undefined || value <= 0 || amount === undefined || amount < fewest)
    return undefined;
  const loads = covariates.flatMap((covariate) => COVARIATES[covariate].of(step) ?? []);
  if (loads.length < covariates.length) return undefined;
  // More tokens make no step time surer: they were in the same steps.
  const weight = over === 'decodedTokens' ? 1 : amount;
  return { step, engine: step.engine, loads, logarithm: Math.log(value), weight };
}

/** `nth`: among those of its engine. */
type Sided = Observed & { readonly side: Side; readonly nth: number };

/** Fitted twice: what is left of the first fit says how alike neighbours are, and the second takes that out of them. */
function fitOf(items: readonly Sided[], columns: readonly number[]): Fit | undefined {
  const sides = ofSides((side) => byEngine(items.filter((item) => item.side === side)));
  const isPaired = setsAreEqual(...SIDES.map((side) => new Set(sides[side].map(([first]) => first?.engine))));
  const curve = curveOf(items, columns);
  const rowsOf = (alike: number): Row[] =>
    SIDES.flatMap((side) =>
      sides[side].flatMap((own, engine) =>
        runsOf(own).flatMap((run) =>
          whitenedRows(run, alike, (item) => curve(item.loads), {
            side,
            group: isPaired ? (own[0]?.engine ?? '') : '',
            block: ({ nth }) => `${side} ${engine} ${blockOf(nth, own.length, sides[side].length)}`,
          }),
        ),
      ),
    );
  const first = rowsOf(0);
  const plain = equalLoadEffect(first);
  if (!plain) return undefined;
  return equalLoadEffect(rowsOf(likeness(residualsOf(first, plain))));
}

const setsAreEqual = (left?: ReadonlySet<unknown>, right?: ReadonlySet<unknown>): boolean =>
  left?.size === right?.size && [...(left ?? [])].every((item) => right?.has(item));

/** The loads that were kept, and the square of the first, in units of its spread. */
function curveOf(items: readonly Sided[], columns: readonly number[]): (loads: readonly number[]) => number[] {
  const [main] = columns;
  const values = items.map(({ loads }) => loads[main ?? 0] ?? 0);
  const mean = sum(values) / values.length;
  const { low, high } = rangeOf(values);
  const isCurved = main === 0 && high > CURVED_RATIO * low;
  return (loads) => [...(isCurved ? [((loads[0] ?? 0) / mean - 1) ** 2] : []), ...columns.map((i) => loads[i] ?? 0)];
}

/** Stretches without a gap. */
function runsOf(items: readonly Sided[]): Sided[][] {
  const runs: Sided[][] = [];
  let endAtSeconds = Number.NaN;
  for (const item of items) {
    const { step } = item;
    const follows = step.startAtSeconds - endAtSeconds <= SEAM_RATIO * step.seconds;
    if (follows) runs.at(-1)?.push(item);
    else runs.push([item]);
    ({ endAtSeconds } = step);
  }
  return runs;
}

interface Place {
  readonly side: Side;
  readonly group: string;
  readonly block: (item: Sided) => string;
}

function whitenedRows(
  run: readonly Sided[],
  alike: number,
  loadOf: (item: Sided) => readonly number[],
  { side, group, block }: Place,
): Row[] {
  const loads = run.map(loadOf);
  const levels = whitened(loads.map(() => 1), alike); // prettier-ignore
  const logarithms = whitened(run.map(({ logarithm }) => logarithm), alike); // prettier-ignore
  const columns = (loads[0] ?? []).map((_, j) => whitened(loads.map((row) => row[j] ?? 0), alike)); // prettier-ignore
  return run.map((item, i) => ({
    side,
    group,
    block: block(item),
    load: columns.map((column) => column[i] ?? 0),
    logarithm: logarithms[i] ?? 0,
    weight: item.weight,
    level: levels[i] ?? 1,
  }));
}

/** Of rows that are not whitened, by group and side, so that neither is in it. */
function residualsOf(rows: readonly Row[], { slopes }: Fit): number[][] {
  const series = new Map<string, number[]>();
  for (const { side, group, block, load, logarithm } of rows) {
    const key = JSON.stringify([side, group, block.split(' ')[1]]);
    const own = series.get(key) ?? [];
    series.set(key, own);
    own.push(logarithm - sum(load.map((value, j) => value * (slopes[j] ?? 0))));
  }
  return [...series.values()].map((own) => {
    const mean = sum(own) / own.length;
    return own.map((value) => value - mean);
  });
}

function partly(kept: OfSides<readonly unknown[]>, observed: OfSides<readonly unknown[]>): string[] {
  const shares = SIDES.map((side) => kept[side].length / observed[side].length);
  if (shares.every((share) => share >= MOST_OF_THEM)) return [];
  const [a, b] = shares.map((share) => formatQuantity(share, 'ratio'));
  return [`the loads overlap only partly: ${a} of A's steps and ${b} of B's were at a load that both had`];
}

function tooFewSteps(
  { covariates: [main], id }: Response,
  steps: OfSides<readonly ComparedStep[]>,
  observed: OfSides<readonly Observed[]>,
): string {
  const isUnknown = (of: (step: ComparedStep) => number | undefined): boolean =>
    SIDES.some((side) => steps[side].every((step) => of(step) === undefined));
  const { title, of } = COVARIATES[main];
  const unknown = [...(isUnknown(({ measures }) => measures[id]) ? [id] : []), ...(isUnknown(of) ? [title] : [])];
  if (unknown.length > 0) return `${unknown.join(' and ')} unknown in A or B`;
  const [a, b] = SIDES.map((side) => observed[side].length);
  return `only ${a} steps of A and ${b} of B have enough traffic; it takes ${FEWEST_STEPS} on each side`;
}

function otherLoads(covariates: readonly CovariateId[], { ranges }: Overlap<Observed>): string {
  const apart = covariates.flatMap((id, i) => {
    const range = ranges[i];
    if (!range) return [];
    const { title, unit } = COVARIATES[id];
    const [a, b] = SIDES.map((side) => rangeInWords(range[side], unit));
    return [{ gap: gapOf(range), text: `${title} ${a} in A, ${b} in B` }];
  });
  const [worst] = apart.toSorted((left, right) => right.gap - left.gap);
  return `not measured at equal load: ${worst?.text ?? ''}`;
}

const rangeInWords = ({ low, high }: Range, unit: Unit): string =>
  formatInterval({ value: high, low, high, unit }) ?? formatQuantity(high, unit);

/** How far two ranges are apart, or the less they share, in units of the whole. */
function gapOf({ a, b }: OfSides<Range>): number {
  const whole = Math.max(a.high, b.high) - Math.min(a.low, b.low);
  return whole > 0 ? (Math.max(a.low, b.low) - Math.min(a.high, b.high)) / whole : -1;
}
