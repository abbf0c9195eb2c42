import type { MeasureId } from '../analysis/index.ts';
import { quantityOf, type Detail, type Measured } from '../quantities/index.ts';
import type { Action } from './action.ts';
import type { AtStake } from './outcome.ts';

/** So much of a measure; undefined where that is nothing, or the measure is not known. */
export function partOf(
  measure: MeasureId,
  whole: Measured,
  lost: number | undefined,
  detail?: Detail,
): AtStake | undefined {
  if (!whole.known || lost === undefined || !(whole.value > 0) || !(lost > 0)) return undefined;
  const amount = quantityOf(lost, whole.unit, detail);
  return amount && { measure, amount, ratio: Math.min(1, lost / whole.value) };
}

/** What the first action that makes it shorter would win of it. */
export function wouldBeWon(measure: MeasureId, now: Measured, actions: readonly Action[]): AtStake | undefined {
  const then = actions
    .flatMap(({ predicts }) => predicts)
    .find((each) => each.measure === measure && each.direction === 'falls' && each.then)?.then;
  return now.known && then ? partOf(measure, now, now.value - then.value) : undefined;
}
