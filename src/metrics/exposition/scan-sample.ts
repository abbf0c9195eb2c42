import { atEnd, HASH, OPEN_BRACE, peek, skipBlanks, take } from './cursor.ts';
import type { Exemplar } from './exposition.ts';
import type { PageScan } from './page-scan.ts';
import { placeOf } from './place-of.ts';
import { recallBraces } from './recall-braces.ts';
import { scanMetricName } from './scan-name.ts';
import { scanNumber } from './scan-number.ts';

/** What may stand behind a value. */
interface Extras {
  readonly timestamp?: number | undefined;
  readonly exemplar?: Exemplar | undefined;
}

const NO_EXTRAS: Extras = {};

/** Adds `series value [timestamp] [# exemplar]` to a page; false unless the whole line is that. */
export function scanSample(scan: PageScan): boolean {
  const bareName = scanMetricName(scan);
  skipBlanks(scan);
  const braces = peek(scan) === OPEN_BRACE ? recallBraces(scan) : scan.noBraces;
  if (!braces || (bareName === '') === (braces.name === '')) return false;
  skipBlanks(scan);
  const start = scan.at;
  const value = scanNumber(scan);
  if (value === undefined) return false;
  const end = scan.at;
  const extras = atEnd(scan) ? NO_EXTRAS : scanExtras(scan);
  if (!extras) return false;
  const place = placeOf(scan, bareName || braces.name, braces.labelSet);
  if (place < scan.values.length) forgetSample(scan, place);
  scan.values[place] = value;
  scan.bounds.push(start, end);
  if (extras !== NO_EXTRAS) addExtras(scan, place, extras);
  return true;
}

/** A later sample of the same series counts instead. */
function forgetSample(scan: PageScan, place: number): void {
  scan.replaced++;
  scan.timestamps.delete(place);
  scan.exemplars.delete(place);
}

function addExtras(scan: PageScan, place: number, { timestamp, exemplar }: Extras): void {
  if (timestamp !== undefined) scan.timestamps.set(place, timestamp);
  if (!exemplar) return;
  scan.exemplars.set(place, exemplar);
  scan.hasExemplars = true;
}

/** `[timestamp] [# exemplar]` up to the end of the line. */
function scanExtras(scan: PageScan): Extras | undefined {
  skipBlanks(scan);
  const hasTimestamp = !atEnd(scan) && peek(scan) !== HASH;
  const timestamp = hasTimestamp ? scanTimestamp(scan) : undefined;
  if (hasTimestamp && timestamp === undefined) return undefined;
  const hasExemplar = take(scan, HASH);
  const exemplar = hasExemplar ? scanExemplar(scan) : undefined;
  if (hasExemplar && !exemplar) return undefined;
  return atEnd(scan) ? { timestamp, exemplar } : undefined;
}

/** A finite number and the blanks behind it. */
function scanTimestamp(scan: PageScan): number | undefined {
  const timestamp = scanNumber(scan);
  if (!Number.isFinite(timestamp)) return undefined;
  skipBlanks(scan);
  return timestamp;
}

/** `{label="value",…} value [timestamp]`. */
function scanExemplar(scan: PageScan): Exemplar | undefined {
  skipBlanks(scan);
  const braces = recallBraces(scan);
  if (braces?.name !== '') return undefined;
  const { labels } = braces.labelSet;
  skipBlanks(scan);
  const value = scanNumber(scan);
  if (value === undefined) return undefined;
  skipBlanks(scan);
  if (atEnd(scan)) return { labels, value };
  const timestampSeconds = scanTimestamp(scan);
  return timestampSeconds === undefined ? undefined : { labels, value, timestampSeconds };
}
