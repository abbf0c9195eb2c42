import { atEnd, peek, QUOTE, restOfLine, scanWord, skipBlanks } from './cursor.ts';
import { unescape } from './escapes.ts';
import type { MetricType } from './exposition.ts';
import type { FamilyFacts, PageScan } from './page-scan.ts';
import { scanMetricName, scanQuoted } from './scan-name.ts';

const TYPES: ReadonlyMap<string, MetricType> = new Map([
  ['counter', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['summary', 'summary'],
  ['untyped', 'untyped'],
  ['unknown', 'untyped'], // the OpenMetrics word for it
  ['info', 'info'],
  ['stateset', 'stateset'],
  ['gaugehistogram', 'gaugehistogram'],
]);

/**
 * Adds to a page what a line says after its `#`. Comments that are only for people say nothing.
 *
 * - False for a HELP, TYPE or UNIT without a name and for a TYPE that does not exist.
 */
export function scanComment(scan: PageScan): boolean {
  skipBlanks(scan);
  const keyword = scanWord(scan);
  scan.hasEnd = keyword === 'EOF' && atEnd(scan);
  if (keyword !== 'HELP' && keyword !== 'TYPE' && keyword !== 'UNIT') return true;
  skipBlanks(scan);
  const name = peek(scan) === QUOTE ? scanQuoted(scan) : scanMetricName(scan);
  const nameEnd = scan.at;
  skipBlanks(scan);
  if (!name || (scan.at === nameEnd && !atEnd(scan))) return false;
  const rest = restOfLine(scan);
  if (keyword === 'HELP') factsOf(scan, name).help = unescape(rest);
  else if (keyword === 'UNIT') factsOf(scan, name).unit = rest.trim();
  else {
    const type = TYPES.get(rest) ?? TYPES.get(rest.trim().toLowerCase());
    if (!type) return false;
    factsOf(scan, name).type = type;
  }
  return true;
}

function factsOf({ families }: PageScan, name: string): FamilyFacts {
  const known = families.get(name);
  const facts = known ?? { name };
  if (!known) families.set(name, facts);
  return facts;
}
