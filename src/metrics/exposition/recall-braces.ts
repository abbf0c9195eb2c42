import { takeText } from './cursor.ts';
import type { Braces, PageScan } from './page-scan.ts';
import { printLabels } from './print-series.ts';
import { type BracesDraft, scanBraces } from './scan-braces.ts';

/** As scanBraces, but braces that stood on the page before are found by their text. */
export function recallBraces(scan: PageScan): Braces | undefined {
  const { lastBraces } = scan;
  const { next } = lastBraces;
  const braces = next && takeText(scan, next.written) ? next : findBraces(scan);
  if (braces) scan.lastBraces = lastBraces.next = braces;
  return braces;
}

function findBraces(scan: PageScan): Braces | undefined {
  const { text, at, knownBraces } = scan;
  if (scan.closeBrace < at) scan.closeBrace = (text.indexOf('}', at) + 1 || Infinity) - 1;
  const end = scan.closeBrace + 1;
  const upToBrace = end < text.indexOf('\n', at) ? text.slice(at, end) : ''; // too short if a value has a brace
  const known = knownBraces.get(upToBrace);
  if (!known) return learnBraces(scan, upToBrace);
  scan.at = end;
  return known;
}

function learnBraces(scan: PageScan, upToBrace: string): Braces | undefined {
  const { text, at: start, knownBraces } = scan;
  const draft = scanBraces(scan);
  if (!draft) return undefined;
  const written = scan.at === start + upToBrace.length ? upToBrace : text.slice(start, scan.at);
  const canonical = canonicalText(draft, written);
  const labelSet = knownBraces.get(canonical)?.labelSet ?? { labels: draft.labels, namesakes: undefined, place: 0 };
  const braces = { written, name: draft.name, labelSet, next: undefined };
  if (written !== canonical) knownBraces.set(canonical, { written: canonical, name: '', labelSet, next: undefined });
  knownBraces.set(written, braces);
  return braces;
}

/** The same text for the same labels. */
function canonicalText({ labels, isSorted, plainLength }: BracesDraft, written: string): string {
  if (isSorted && written.length === plainLength && !written.includes('\\')) return written;
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return printLabels(Object.fromEntries(sorted));
}
