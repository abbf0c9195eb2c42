import { formatInterval, formatQuantity, type Unit } from '../../../quantities/index.ts';
import type { Estimate } from '../../../roofline/index.ts';

/** "12 (9–15)"; a number without an end says so. */
export function formatEstimate(
  estimate: Estimate,
  unit: Unit,
  round: (value: number) => number = (value) => value,
): string {
  const [value, low, high] = [round(estimate.value), round(estimate.low), round(estimate.high)];
  if (!Number.isFinite(value)) return 'no number is enough';
  const interval = Number.isFinite(high)
    ? formatInterval({ value, low, high, unit })
    : `at least ${formatQuantity(low, unit)}`;
  return `${formatQuantity(value, unit)}${interval === undefined ? '' : ` (${interval})`}`;
}
