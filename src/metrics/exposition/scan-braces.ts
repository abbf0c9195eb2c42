import { skipBlanks } from './characters.ts';
import { NO_LABELS } from './braces.ts';
import type { PageScan } from './page-scan.ts';
import { scanLabelName, scanQuoted } from './scan-name.ts';

const QUOTE = 34;
const COMMA = 44;
const EQUALS = 61;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** No metric has that many; a page that says so is hostile. The largest of vLLM (`cache_config_info`) has about 40. */
const MAX_LABELS = 1000;

/** Braces as far as they were read. */
export interface BracesDraft {
  name: string;
  readonly labels: Record<string, string>;
  lastLabel: string;
  isSorted: boolean;
  /** How long the labels are without blanks, escapes, quoted names and a comma at the end. */
  plainLength: number;
}

export const newDraft = (): BracesDraft => ({
  name: '',
  labels: Object.create(NO_LABELS) as Record<string, string>,
  lastLabel: '',
  isSorted: true,
  plainLength: 1,
});

/** `{label="value",…}` or `{"metric name",label="value",…}`; gives up if it is neither or names a label twice. */
export function scanBraces(scan: PageScan, start: number, draft: BracesDraft): number {
  const { codes } = scan;
  if (codes[start] !== OPEN_BRACE) return ~start;
  let at = start + 1;
  for (let entries = 0; entries <= MAX_LABELS; entries++) {
    at = skipBlanks(codes, at);
    if (codes[at] === CLOSE_BRACE) return at + 1;
    at = scanEntry(scan, at, draft, entries);
    if (at < 0) return at;
    at = skipBlanks(codes, at);
    if (codes[at] === COMMA) at++;
    else if (codes[at] !== CLOSE_BRACE) return ~at;
  }
  return ~at;
}

function scanEntry(scan: PageScan, start: number, draft: BracesDraft, index: number): number {
  const { codes } = scan;
  const isQuoted = codes[start] === QUOTE;
  const labelEnd = isQuoted ? scanQuoted(scan, start) : scanLabelName(scan, start, index);
  if (labelEnd < 0) return labelEnd;
  const label = isQuoted ? scan.lastQuoted : (scan.labelNames[index] ?? '');
  if (label === '') return ~labelEnd;
  const at = skipBlanks(codes, labelEnd);
  if (codes[at] !== EQUALS) {
    if (!isQuoted || draft.name !== '') return ~at;
    draft.name = label;
    return at;
  }
  const end = scanQuoted(scan, skipBlanks(codes, at + 1));
  draft.isSorted &&= draft.lastLabel < label;
  if (end < 0) return end;
  if (!draft.isSorted && label in draft.labels) return ~end;
  const value = scan.lastQuoted;
  draft.labels[label] = value;
  draft.lastLabel = label;
  draft.plainLength += label.length + value.length + 4;
  return end;
}
