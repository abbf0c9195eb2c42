import { formattedValueToString, getValueFormat } from '@grafana/data';
import { formatQuantity } from '../../../quantities/index.ts';

/**
 * As Grafana writes values of this unit; seconds and shares as the sentences beside them (Grafana makes 169 s "3 mins", and
 * 92 % "92%").
 */
export function formatValue(value: number | undefined, unit: string): string {
  if (value === undefined || !Number.isFinite(value)) return 'unknown';
  if (unit === 's') return formatQuantity(value, 'seconds');
  if (unit === 'percentunit') return formatQuantity(value, 'ratio');
  const decimals = Math.abs(value) >= 100 ? 0 : undefined;
  return formattedValueToString(getValueFormat(unit)(value, decimals));
}
