import { atEnd, goesOn, lineEnd, skipBlanks, wordEnd } from './characters.ts';
import { unescape } from './escapes.ts';
import type { MetricType } from './exposition.ts';
import type { MetricName } from './metric-name.ts';
import type { PageScan } from './page-scan.ts';
import { findName, scanMetricName, scanQuoted } from './scan-name.ts';

const NEWLINE = 10;
const QUOTE = 34;

const TYPES: ReadonlyMap<string, MetricType> = new Map([
  ...(['counter', 'gauge', 'histogram', 'summary', 'untyped', 'info', 'stateset', 'gaugehistogram'] as const).map(
    (type) => [type, type] as const,
  ),
  ['unknown', 'untyped'], // the OpenMetrics word for it
]);

/** By their first letters. */
const KEYWORDS: ReadonlyMap<number, string> = new Map(
  ['HELP', 'TYPE', 'UNIT', 'EOF'].map((keyword) => [keyword.charCodeAt(0), keyword]),
);

/**
 * Adds to a page what a line says after its `#`. Comments that are only for people say nothing.
 *
 * - Gives up on a HELP, TYPE or UNIT without a name and on a TYPE that does not exist.
 */
export function scanComment(scan: PageScan, start: number): number {
  const { text, codes } = scan;
  const keywordStart = skipBlanks(codes, start);
  const keywordEnd = wordEnd(codes, keywordStart);
  const keyword = KEYWORDS.get(codes[keywordStart] ?? NEWLINE);
  if (keyword?.length !== keywordEnd - keywordStart || !goesOn(text, keywordStart, keyword)) return keywordEnd;
  if (keyword === 'EOF') {
    scan.hasEnd = atEnd(codes, keywordEnd);
    return keywordEnd;
  }
  const nameStart = skipBlanks(codes, keywordEnd);
  const isQuoted = codes[nameStart] === QUOTE;
  const nameEnd = isQuoted ? scanQuoted(scan, nameStart) : scanMetricName(scan, nameStart);
  if (nameEnd < 0) return nameEnd;
  const metric = isQuoted ? findName(scan, scan.lastQuoted) : scan.lastName;
  const wordsStart = skipBlanks(codes, nameEnd);
  if (metric.name === '' || (wordsStart === nameEnd && !atEnd(codes, nameEnd))) return ~wordsStart;
  const end = lineEnd(text, wordsStart);
  return addFact(scan, metric, keyword, text.slice(wordsStart, end)) ? end : ~wordsStart;
}

/** What a line says of a family; false for a TYPE that does not exist. */
function addFact(scan: PageScan, metric: MetricName, keyword: string, words: string): boolean {
  const type = keyword === 'TYPE' ? typeOf(words) : undefined;
  if (keyword === 'TYPE' && !type) return false;
  const family = metric.family ?? newFamily(scan, metric);
  if (keyword === 'HELP') family.help = unescape(words);
  if (keyword === 'UNIT') family.unit = words.trim();
  if (type) family.type = type;
  metric.isTyped ||= type !== undefined;
  if (scan.lastName === metric) scan.lastFamily = metric;
  return true;
}

const typeOf = (word: string): MetricType | undefined => TYPES.get(word) ?? TYPES.get(word.trim().toLowerCase());

function newFamily({ families }: PageScan, metric: MetricName): NonNullable<MetricName['family']> {
  metric.family = { name: metric.name, type: 'untyped' };
  families.set(metric.name, metric.family);
  return metric.family;
}
