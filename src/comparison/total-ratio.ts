import { sum } from '../quantities/index.ts';
import { blockOf } from './blocks.ts';
import { welchDegrees, type Estimate } from './estimate.ts';
import { likeness, whitened } from './likeness.ts';
import { SIDES, type OfSides } from './side.ts';

/** Of one step: amount and what it is over, such as tokens and requests. */
export interface Part {
  readonly amount: number;
  readonly over: number;
}

/** Steps of one engine in their order, of each engine. */
export type Series = readonly (readonly Part[])[];

/** Σ amount ÷ Σ over: exact, whatever happened in which step. */
export const totalOf = (series: Series): number =>
  sum(series.flat().map(({ amount }) => amount)) / sum(series.flat().map(({ over }) => over));

/**
 * How the total of B differs from that of A, with the error that the variation between steps shows. To first order a step moves
 * ln(total) by
 *
 *     u = amount/Σ amount − over/Σ over
 *
 * and neighbours are alike, so what counts is what is new in each: with W_g the sums of whitened u by blocks, around their mean
 *
 *     V = G/(G − 1) · Σ W_g² / (1 − ρ)²        degrees of freedom: Welch's, of G − 1 on each side
 *
 * Undefined where a total is 0 or a side is too short for two blocks.
 */
export function totalRatio(series: OfSides<Series>): Estimate | undefined {
  const totals = SIDES.map((side) => totalOf(series[side]));
  const [a = 0, b = 0] = totals;
  if (!(a > 0 && b > 0 && Number.isFinite(a) && Number.isFinite(b))) return undefined;
  const moves = SIDES.map((side) => movesOf(series[side]));
  const alike = likeness(moves.flat());
  const errors = moves.map((own) => errorOf(own, alike));
  if (errors.some(({ degrees }) => degrees < 1)) return undefined;
  const variances = errors.map(({ variance }) => variance);
  return {
    logarithm: Math.log(b / a),
    standardError: Math.sqrt(sum(variances)),
    degrees: welchDegrees(
      variances,
      errors.map(({ degrees }) => degrees),
    ),
  };
}

function movesOf(series: Series): number[][] {
  const all = series.flat();
  const amounts = sum(all.map(({ amount }) => amount));
  const overs = sum(all.map(({ over }) => over));
  return series.map((steps) => steps.map(({ amount, over }) => amount / amounts - over / overs));
}

function errorOf(moves: readonly (readonly number[])[], alike: number) {
  const sums = moves.flatMap((own) => {
    const blocks: number[] = [];
    whitened(own, alike).forEach((move, i) => {
      const block = blockOf(i, own.length, moves.length);
      blocks[block] = (blocks[block] ?? 0) + move / (1 - alike);
    });
    return blocks.filter(Number.isFinite);
  });
  const mean = sum(sums) / sums.length;
  const degrees = sums.length - 1;
  return { variance: (sums.length / degrees) * sum(sums.map((each) => (each - mean) ** 2)), degrees };
}
