import { atEnd, skipBlanks } from './characters.ts';
import { type PageScan, startScan } from './page-scan.ts';
import { scanComment } from './scan-comment.ts';
import { scanSample } from './scan-sample.ts';

const NEWLINE = 10;
const HASH = 35;

/** Reads a page line by line. */
export function scanPage(text: string): PageScan {
  const scan = startScan(text);
  const { codes } = scan;
  const end = text.lastIndexOf('\n') + 1;
  for (let number = 1, start = 0; start < end; number++) {
    let at = scanLine(scan, start);
    if (at < 0) scan.malformed.push({ number, start, at: (at = ~at) });
    start = codes[at] === NEWLINE ? at + 1 : text.indexOf('\n', at) + 1;
  }
  const rest = text.slice(end).trim();
  if (rest !== '') scan.hasEnd = rest === '# EOF'; // whose newline may be left out
  scan.isCut = rest !== '' && !scan.hasEnd;
  return scan;
}

function scanLine(scan: PageScan, start: number): number {
  const { codes } = scan;
  const at = skipBlanks(codes, start);
  if (atEnd(codes, at)) return at;
  scan.hasEnd = false;
  return codes[at] === HASH ? scanComment(scan, at + 1) : scanSample(scan, at);
}
