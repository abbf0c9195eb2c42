import type { Exemplar, Series } from './exposition.ts';
import { printLabels, printSeries } from './print-series.ts';

/** A sample line; the timestamp in the unit of the dialect. */
export function printSample(series: Series, value: number, timestamp?: number, exemplar?: Exemplar): string {
  const sample = `${printSeries(series)} ${printReading(value, timestamp)}`;
  return exemplar ? `${sample} # ${printExemplar(exemplar)}\n` : `${sample}\n`;
}

const printExemplar = ({ labels, value, timestampSeconds }: Exemplar): string =>
  `${printLabels(labels)} ${printReading(value, timestampSeconds)}`;

const printReading = (value: number, timestamp?: number): string =>
  timestamp === undefined ? printNumber(value) : `${printNumber(value)} ${printNumber(timestamp)}`;

function printNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
