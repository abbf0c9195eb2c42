import { inverse, multiply } from '../quantities/index.ts';
import type { Estimate } from './estimate.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { SIDES, ofSides, type Side } from './side.ts';

/** One step of one engine, as the regression takes it. */
export interface Row {
  readonly side: Side;
  /** Rows of one group share a level of their own: engines that are on both sides are compared with themselves. */
  readonly group: string;
  /** Neighbouring steps of one engine; no block spans groups or sides. */
  readonly block: string;
  /** The load, a number for each covariate. */
  readonly load: readonly number[];
  /** ln of the response. */
  readonly logarithm: number;
  readonly weight: number;
  /** What the level of the group counts for: one, except where rows are whitened. */
  readonly level: number;
}

/** The effect of the side, and the slopes of the covariates. */
export interface Fit {
  readonly effect: Estimate;
  readonly slopes: readonly number[];
}

/**
 *     ln(response) = level of the group + effect · [B] + Σ slope · load,     weighted least squares
 *
 * so exp(effect) is what B takes in relation to A at the same load. Its error is that of leaveOneOut, the regression fitted
 * anew without each block. Undefined where the load says which side it is, or a side has no two blocks.
 */
export function equalLoadEffect(rows: readonly Row[]): Fit | undefined {
  const groups = productsOf(rows);
  const all = addUp([...groups.values()].map(({ total }) => within(total)));
  const solution = all && solve(all);
  const [logarithm] = solution ?? [];
  if (!all || !solution || logarithm === undefined) return undefined;
  const without = ofSides((side) =>
    [...groups.values()].flatMap(({ total, blocks }) =>
      [...blocks.values()]
        .filter((block) => block.side === side)
        .map(({ products }) => {
          const rest = subtract(total, products);
          const [left] = solve(add(subtract(all, within(total)), within(rest))) ?? [];
          return left ?? Number.NaN;
        }),
    ),
  );
  const effect = SIDES.every((side) => without[side].every(Number.isFinite)) && leaveOneOut(logarithm, without);
  return effect ? { effect, slopes: solution.slice(1) } : undefined;
}

/** Σ weight · vvᵀ of v = (1, [B], load…, ln response): all that least squares need to know of rows. */
type Products = readonly (readonly number[])[];

interface Group {
  readonly total: Products;
  readonly blocks: ReadonlyMap<string, { readonly side: Side; readonly products: Products }>;
}

function productsOf(rows: readonly Row[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Map<string, { side: Side; products: number[][] }>>();
  for (const { side, group, block, load, logarithm, weight, level } of rows) {
    const vector = [level, side === 'b' ? level : 0, ...load, logarithm];
    const blocks = groups.get(group) ?? new Map<string, { side: Side; products: number[][] }>();
    groups.set(group, blocks);
    const sums = blocks.get(block) ?? { side, products: vector.map(() => vector.map(() => 0)) };
    blocks.set(block, sums);
    vector.forEach((left, i) => {
      const row = sums.products[i] ?? [];
      vector.forEach((right, j) => (row[j] = (row[j] ?? 0) + weight * left * right));
    });
  }
  return new Map(
    [...groups].map(([group, blocks]) => {
      const total = addUp([...blocks.values()].map(({ products }) => products));
      return [group, { total: total ?? [], blocks }];
    }),
  );
}

const combine = (left: Products, right: Products, sign: 1 | -1): Products =>
  left.map((row, i) => row.map((value, j) => value + sign * (right[i]?.[j] ?? 0)));

const add = (left: Products, right: Products): Products => combine(left, right, 1);
const subtract = (left: Products, right: Products): Products => combine(left, right, -1);

const addUp = ([first, ...others]: readonly Products[]): Products | undefined => first && others.reduce(add, first);

/** The products of what differs from the group's means; the level is out of them. */
function within(products: Products): Products {
  const [sums = []] = products;
  const [weight = 0] = sums;
  return products
    .slice(1)
    .map((row, i) =>
      row.slice(1).map((value, j) => (weight > 0 ? value - ((sums[i + 1] ?? 0) * (sums[j + 1] ?? 0)) / weight : 0)),
    );
}

/** The effect and the slopes; undefined where they cannot be told apart. */
function solve(products: Products): number[] | undefined {
  const last = products.length - 1;
  const known = products.slice(0, last).map((row) => row.slice(0, last));
  const response = products.slice(0, last).map((row) => row[last] ?? 0);
  // In units of their own spread, so that tokens and shares weigh alike when the matrix is inverted.
  const scales = known.map((row, i) => Math.sqrt(row[i] ?? 0));
  if (scales.some((scale) => !(scale > 0))) return undefined;
  const scaled = known.map((row, i) => row.map((value, j) => value / (scales[i] ?? 1) / (scales[j] ?? 1)));
  const inverted = inverse(scaled);
  if (!inverted) return undefined;
  const unscaled = (values: readonly number[]): number[] => values.map((value, i) => value / (scales[i] ?? 1));
  return unscaled(multiply(inverted, unscaled(response)));
}
