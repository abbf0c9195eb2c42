import { atEnd, skipBlanks } from './characters.ts';
import type { PageScan } from './page-scan.ts';
import { placeOf } from './place-of.ts';
import { recallBraces } from './recall-braces.ts';
import { findName, scanMetricName } from './scan-name.ts';
import { scanNumber } from './scan-number.ts';

const HASH = 35;
const OPEN_BRACE = 123;

/** Adds `series value [timestamp] [# exemplar]` to a page; gives up unless the whole line is that. */
export function scanSample(scan: PageScan, start: number): number {
  const { codes, values } = scan;
  const nameEnd = skipBlanks(codes, scanMetricName(scan, start));
  const hasBraces = codes[nameEnd] === OPEN_BRACE;
  const bracesEnd = hasBraces ? recallBraces(scan, nameEnd) : nameEnd;
  if (bracesEnd < 0) return bracesEnd;
  const { name, labelSet } = hasBraces ? scan.lastBraces : scan.noBraces;
  const isBare = scan.lastName.name !== '';
  if (isBare === (name !== '')) return ~bracesEnd;
  const valueStart = skipBlanks(codes, bracesEnd);
  const valueEnd = scanNumber(scan, valueStart);
  if (valueEnd < 0) return valueEnd;
  const value = scan.lastNumber;
  const end = atEnd(codes, valueEnd) ? valueEnd : scanExtras(scan, valueEnd);
  if (end < 0) return end;
  const place = placeOf(scan, isBare ? scan.lastName : findName(scan, name), labelSet);
  if (place < values.length) forgetSample(scan, place);
  values[place] = value;
  scan.starts.push(valueStart);
  if (end > valueEnd) addExtras(scan, place);
  return end;
}

/** A later sample of the same series counts instead. */
function forgetSample(scan: PageScan, place: number): void {
  scan.replaced++;
  scan.timestamps.delete(place);
  scan.exemplars.delete(place);
}

function addExtras(scan: PageScan, place: number): void {
  const { lastTimestamp: timestamp, lastExemplar: exemplar } = scan;
  if (timestamp !== undefined) scan.timestamps.set(place, timestamp);
  if (!exemplar) return;
  scan.exemplars.set(place, exemplar);
  scan.hasExemplars = true;
}

/** `[timestamp] [# exemplar]` up to the end of the line. */
function scanExtras(scan: PageScan, start: number): number {
  const { codes } = scan;
  scan.lastTimestamp = scan.lastExemplar = undefined;
  let at = skipBlanks(codes, start);
  if (!atEnd(codes, at) && codes[at] !== HASH) {
    at = scanTimestamp(scan, at);
    if (at < 0) return at;
    scan.lastTimestamp = scan.lastNumber;
  }
  if (codes[at] === HASH) at = scanExemplar(scan, at + 1);
  return at < 0 || atEnd(codes, at) ? at : ~at;
}

/** A finite number and the blanks behind it. */
function scanTimestamp(scan: PageScan, start: number): number {
  const end = scanNumber(scan, start);
  if (end < 0) return end;
  return Number.isFinite(scan.lastNumber) ? skipBlanks(scan.codes, end) : ~end;
}

/** `{label="value",…} value [timestamp]`. */
function scanExemplar(scan: PageScan, start: number): number {
  const { codes } = scan;
  const bracesEnd = recallBraces(scan, skipBlanks(codes, start));
  if (bracesEnd < 0) return bracesEnd;
  const { name, labelSet } = scan.lastBraces;
  if (name !== '') return ~bracesEnd;
  const valueEnd = scanNumber(scan, skipBlanks(codes, bracesEnd));
  if (valueEnd < 0) return valueEnd;
  const exemplar = { labels: labelSet.labels, value: scan.lastNumber };
  const at = skipBlanks(codes, valueEnd);
  const end = atEnd(codes, at) ? at : scanTimestamp(scan, at);
  scan.lastExemplar = end === at ? exemplar : { ...exemplar, timestampSeconds: scan.lastNumber };
  return end;
}
