import { formattedValueToString, getValueFormat } from '@grafana/data';
import { formatQuantity } from '../../../quantities/index.ts';

/** As Grafana writes values of this unit; seconds as the sentences beside them (Grafana makes 169 s "3 mins"). */
export function formatValue(value: number | undefined, unit: string): string {
  if (value === undefined || !Number.isFinite(value)) return 'unknown';
  if (unit === 's') return formatQuantity(value, 'seconds');
  const size = Math.abs(value);
  const decimals = unit === 'percentunit' ? (size > 0 && size < 0.1 ? 1 : 0) : size >= 100 ? 0 : undefined;
  return formattedValueToString(getValueFormat(unit)(value, decimals));
}
