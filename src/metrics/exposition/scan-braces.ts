import { CLOSE_BRACE, COMMA, EQUALS, OPEN_BRACE, peek, QUOTE, skipBlanks, take } from './cursor.ts';
import { NO_LABELS, type PageScan } from './page-scan.ts';
import { scanLabelName, scanQuoted } from './scan-name.ts';

/** No metric has that many; a page that says so is hostile. The largest of vLLM (`cache_config_info`) has about 40. */
const MAX_LABELS = 1000;

/** Braces as far as they were read. */
export interface BracesDraft {
  name: string;
  labels: Record<string, string>;
  lastLabel: string;
  isSorted: boolean;
  /** How long the labels are without blanks, escapes, quoted names and a comma at the end. */
  plainLength: number;
}

/** `{label="value",…}` or `{"metric name",label="value",…}`; undefined if it is neither or names a label twice. */
export function scanBraces(scan: PageScan): BracesDraft | undefined {
  if (!take(scan, OPEN_BRACE)) return undefined;
  const labels = Object.create(NO_LABELS) as Record<string, string>;
  const braces: BracesDraft = { name: '', labels, lastLabel: '', isSorted: true, plainLength: 1 };
  for (let entries = 0; entries <= MAX_LABELS; entries++) {
    skipBlanks(scan);
    if (take(scan, CLOSE_BRACE)) return braces;
    if (!scanEntry(scan, braces, entries)) return undefined;
    skipBlanks(scan);
    if (!take(scan, COMMA) && peek(scan) !== CLOSE_BRACE) return undefined;
  }
  return undefined;
}

function scanEntry(scan: PageScan, braces: BracesDraft, index: number): boolean {
  const isQuoted = peek(scan) === QUOTE;
  const label = isQuoted ? scanQuoted(scan) : scanLabelName(scan, index);
  if (!label) return false;
  skipBlanks(scan);
  if (!take(scan, EQUALS)) {
    if (!isQuoted || braces.name !== '') return false;
    braces.name = label;
    return true;
  }
  skipBlanks(scan);
  const value = scanQuoted(scan);
  braces.isSorted &&= braces.lastLabel < label;
  if (value === undefined || (!braces.isSorted && label in braces.labels)) return false;
  braces.labels[label] = value;
  braces.lastLabel = label;
  braces.plainLength += label.length + value.length + 4;
  return true;
}
