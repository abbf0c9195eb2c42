import { atEnd, HASH, skipBlanks, take } from './cursor.ts';
import { type PageScan, startScan } from './page-scan.ts';
import { scanComment } from './scan-comment.ts';
import { scanSample } from './scan-sample.ts';

/** Reads a page line by line. */
export function scanPage(text: string): PageScan {
  const scan = startScan(text);
  const end = text.lastIndexOf('\n') + 1;
  for (let number = 1; scan.at < end; number++) {
    const start = scan.at;
    skipBlanks(scan);
    if (!atEnd(scan)) {
      scan.hasEnd = false;
      const isRead = take(scan, HASH) ? scanComment(scan) : scanSample(scan);
      if (!isRead) scan.malformed.push({ number, start, at: scan.at });
    }
    scan.at = text.indexOf('\n', scan.at) + 1;
  }
  const rest = text.slice(end).trim();
  if (rest !== '') scan.hasEnd = rest === '# EOF'; // whose newline may be left out
  scan.isCut = rest !== '' && !scan.hasEnd;
  return scan;
}
