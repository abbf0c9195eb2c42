import { formatInterval, formatQuantity, type Unit } from '../../../quantities/index.ts';
import type { Estimate } from '../../../roofline/index.ts';

/** "12 (9–15)"; a number without an end says so. */
export function formatEstimate({ value, low, high }: Estimate, unit: Unit): string {
  if (!Number.isFinite(value)) return 'no number is enough';
  const interval = Number.isFinite(high)
    ? formatInterval({ value, low, high, unit })
    : `at least ${formatQuantity(low, unit)}`;
  return `${formatQuantity(value, unit)}${interval === undefined ? '' : ` (${interval})`}`;
}
