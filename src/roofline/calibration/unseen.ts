import { isOverhead, type CalibrationConstant } from './calibration-constants.ts';

/**
 * How much a constant shows in the predictions, as root mean square over all samples of ∂ ln prediction ÷ ∂ parameter: at all
 * (`influence`), and in a way that no change of the others could imitate (`signature`).
 */
interface Visibility {
  readonly constant: CalibrationConstant;
  readonly influence: number;
  readonly signature: number;
}

/** Changing a ratio by a factor of e, or an overhead by itself (at least 50 µs a layer, 30 µs a request), changes predictions by less than 2 %. */
const IDLE = 0.02;
/** … by less than 0.2 % more than changes of the other constants could undo. */
const IMITATED = 0.002;
/** Half a 95 % interval, in sizes: not known to a factor of two (ln 2), overheads to twice a usual one or half of themselves. */
const VAGUE_RATIO = Math.LN2;
const VAGUE_USUAL = 2;
const VAGUE_SHARE = 0.5;

/**
 * Of the samples alone, whatever their errors: constants that change nothing, and those that others can stand in for. `sizes`
 * are large changes of the parameters.
 */
export function unseen(
  constants: readonly CalibrationConstant[],
  jacobian: readonly (readonly number[])[],
  sizes: readonly number[],
): { readonly idle: readonly CalibrationConstant[]; readonly imitated: readonly CalibrationConstant[] } {
  const all = constants.map((constant, j): Visibility => {
    const own = jacobian.map((row) => (row[j] ?? 0) * (sizes[j] ?? 1));
    const others = constants.flatMap((_, i) => (i === j ? [] : [jacobian.map((row) => row[i] ?? 0)]));
    return { constant, influence: rootMeanSquare(own), signature: rootMeanSquare(without(own, others)) };
  });
  const named = (matching: readonly Visibility[]) => matching.map(({ constant }) => constant);
  return {
    idle: named(all.filter(({ influence }) => influence < IDLE)),
    imitated: named(all.filter(({ influence, signature }) => influence >= IDLE && signature < IMITATED)),
  };
}

/** What the errors of the samples leave too uncertain to be of use; margins are halves of 95 % intervals of parameters. */
export const vague = (
  constants: readonly CalibrationConstant[],
  margins: readonly number[],
  sizes: readonly number[],
): CalibrationConstant[] =>
  constants.filter((constant, i) => !((margins[i] ?? Number.NaN) <= knownWithin(constant, sizes[i] ?? 1)));

const knownWithin = (constant: CalibrationConstant, size: number): number =>
  isOverhead(constant) ? Math.max(VAGUE_USUAL, VAGUE_SHARE * size) : VAGUE_RATIO;

/** What is left of a vector after its projection on others, by Gram and Schmidt. */
function without(vector: readonly number[], others: readonly (readonly number[])[]): readonly number[] {
  const basis: (readonly number[])[] = [];
  for (const other of others) {
    const left = basis.reduce(remove, other);
    if (rootMeanSquare(left) > 1e-9 * rootMeanSquare(other)) basis.push(left);
  }
  return basis.reduce(remove, vector);
}

function remove(vector: readonly number[], direction: readonly number[]): readonly number[] {
  const share = dot(vector, direction) / dot(direction, direction);
  return vector.map((value, k) => value - share * (direction[k] ?? 0));
}

const dot = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, k) => sum + value * (right[k] ?? 0), 0);

const rootMeanSquare = (vector: readonly number[]): number =>
  Math.sqrt(dot(vector, vector) / Math.max(1, vector.length));
