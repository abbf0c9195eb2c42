import { formatQuantity } from '../../quantities/index.ts';
import type { JudgedReport } from './comparison-schema.ts';

/** From there on it is said as a multiple. */
const MULTIPLE = 2;

/** "+12 %", "−7.5 %", "×3.1": what a ratio B/A changes. */
export function change(ratio: number): string {
  if (ratio >= MULTIPLE || ratio < 1 / MULTIPLE) return `×${formatQuantity(Number(ratio.toPrecision(2)), 'count')}`;
  const percent = formatQuantity(Number(Math.abs(ratio - 1).toPrecision(2)), 'ratio');
  return percent === '0 %' ? percent : `${ratio < 1 ? '−' : '+'}${percent}`;
}

type Effect = NonNullable<JudgedReport['effect']>;

/** "+12 % (+8 % to +16 %)". */
export const changeWithin = ({ ratio, low, high }: Effect): string =>
  low === high ? change(ratio) : `${change(ratio)} (${change(low)} to ${change(high)})`;
