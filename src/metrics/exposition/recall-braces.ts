import type { Braces } from './braces.ts';
import { goesOn } from './characters.ts';
import { sameAt } from './codes-of.ts';
import type { PageScan } from './page-scan.ts';
import { printLabels } from './print-series.ts';
import { type BracesDraft, newDraft, scanBraces } from './scan-braces.ts';

const NEWLINE = 10;
const CLOSE_BRACE = 125;

/** As scanBraces, but braces that stood on the page before are found by their text. */
export function recallBraces(scan: PageScan, start: number): number {
  const { lastBraces } = scan;
  const { next } = lastBraces;
  if (next && standHere(scan, start, next)) {
    scan.lastBraces = next;
    return start + next.written.length;
  }
  const end = findBraces(scan, start);
  if (end >= 0) lastBraces.next = scan.lastBraces;
  return end;
}

const standHere = ({ text, view, isAscii }: PageScan, at: number, { written, start }: Braces): boolean =>
  sameAt(view, at, start, written.length) && (isAscii || goesOn(text, at, written));

function findBraces(scan: PageScan, start: number): number {
  const { text, codes, knownBraces } = scan;
  let end = start;
  while (codes[end] !== CLOSE_BRACE && codes[end] !== NEWLINE) end++;
  const upToBrace = text.slice(start, end + 1); // not all if a value has a brace
  const known = knownBraces.get(upToBrace);
  if (!known) return learnBraces(scan, start, upToBrace);
  known.start = start;
  scan.lastBraces = known;
  return end + 1;
}

function learnBraces(scan: PageScan, start: number, upToBrace: string): number {
  const { text, knownBraces } = scan;
  const draft = newDraft();
  const end = scanBraces(scan, start, draft);
  if (end < 0) return end;
  const written = end === start + upToBrace.length ? upToBrace : text.slice(start, end);
  const canonical = canonicalText(draft, written);
  const equal = canonical === upToBrace ? undefined : knownBraces.get(canonical);
  const labelSet = equal?.labelSet ?? { labels: draft.labels, owner: undefined, place: 0 };
  scan.lastBraces = { written, start, name: draft.name, labelSet, next: undefined };
  if (written !== canonical) knownBraces.set(canonical, { ...scan.lastBraces, written: canonical, name: '' });
  knownBraces.set(written, scan.lastBraces);
  return end;
}

/** The same text for the same labels. */
function canonicalText({ labels, isSorted, plainLength }: BracesDraft, written: string): string {
  if (isSorted && written.length === plainLength && !written.includes('\\')) return written;
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return printLabels(Object.fromEntries(sorted));
}
