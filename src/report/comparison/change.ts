import { formatQuantity } from '../../quantities/index.ts';
import type { JudgedReport } from './comparison-schema.ts';

/** From there on it is said as a multiple; 1.95 is two, to two digits. */
const MULTIPLE = 1.95;
/** Less is not worth a digit. */
const NOTHING = 0.0005;
/** An interval that reaches further says nothing. */
const ANYTHING = 10;

/** "+12 %", "−7.5 %", "×3.1": what a ratio B/A changes. */
export function change(ratio: number): string {
  if (ratio >= MULTIPLE || ratio < 1 / MULTIPLE) return `×${formatQuantity(Number(ratio.toPrecision(2)), 'count')}`;
  if (Math.abs(ratio - 1) < NOTHING) return '0 %';
  return `${ratio < 1 ? '−' : '+'}${formatQuantity(Number(Math.abs(ratio - 1).toPrecision(2)), 'ratio')}`;
}

type Effect = NonNullable<JudgedReport['effect']>;

/** "+12 % (+8 % to +16 %)". */
export const changeWithin = ({ ratio, low, high }: Effect): string =>
  low === high
    ? change(ratio)
    : high > ANYTHING * ratio
      ? `${change(ratio)} (could be anything)`
      : `${change(ratio)} (${change(low)} to ${change(high)})`;
