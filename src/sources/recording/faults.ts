import { visible } from '../visible.ts';
import { SourceError } from '../source.ts';
import type { Line } from './read-lines.ts';

/** What could not be read of one recording. */
export interface Faults {
  seen(line: Line, isScrape: boolean): void;
  /** The compressed data ended in damage. */
  readonly damaged: (reason: string) => void;
  /** So much without a scrape that none is expected any more. */
  isHopeless(): boolean;
  /** A sentence per kind of damage. */
  messages(path: string): string[];
  /** When there was not one scrape. */
  notARecording(path: string): SourceError;
}

const HOPELESS_LINES = 100;

export function createFaults(): Faults {
  let lines = 0;
  let brokenLines = 0;
  let firstBrokenLine = 0;
  let head: string | undefined;
  let isTooLong = false;
  let isCut = false;
  let damage: string | undefined;
  return {
    seen({ text, hasEnded }, isScrape) {
      lines++;
      if (isScrape || text?.trim() === '') return;
      head ??= text;
      isTooLong ||= text === undefined;
      if (hasEnded && brokenLines++ === 0) firstBrokenLine = lines;
      if (!hasEnded) isCut = true;
    },
    damaged(reason) {
      damage = reason;
    },
    isHopeless: () => isTooLong || brokenLines >= HOPELESS_LINES,
    messages(path) {
      const messages: string[] = [];
      if (brokenLines > 0) {
        const which =
          brokenLines === 1
            ? `line ${firstBrokenLine} is`
            : `${brokenLines} lines, the first at ${firstBrokenLine}, are`;
        messages.push(`${path}: ${which} no scrape and left out.`);
      }
      if (damage !== undefined) {
        messages.push(`${path}: the compressed data is damaged (${damage}): some scrapes are missing, or wrong.`);
      } else if (isCut) {
        messages.push(`${path}: the last line is cut short and left out; the recording was interrupted there.`);
      }
      return messages;
    },
    notARecording(path) {
      const found =
        damage !== undefined && head === undefined
          ? `gzip data that is damaged (${damage})`
          : whatIsThere(head, isTooLong);
      return new SourceError(
        'not-a-recording',
        `${path} is not a recording but ${found}. A recording has one line of JSON a scrape, { "t", "dur", "status", "body" }, ` +
          'and may be compressed with gzip; `ridgeline record URL` makes one.',
      );
    },
  };
}

function whatIsThere(head: string | undefined, isTooLong: boolean): string {
  if (isTooLong) return 'a single line that is far too long';
  if (head === undefined) return 'empty';
  const start = head.trimStart();
  if (start.slice(0, 8).includes('PNG')) return 'an image';
  if (/[\0\ufffd]/.test(start.slice(0, 200))) return 'binary data';
  if (start.startsWith('<')) return `an HTML or XML page, beginning with "${visible(start)}"`;
  if (/^(# (HELP|TYPE|EOF)|[a-z_:][\w:]*(\{.*\})? [-+\d.naif]+)/i.test(start)) {
    return 'one metrics page, and nothing can be measured from one page: it takes two with their times';
  }
  if (/^[{[]/.test(start)) return `JSON of another kind, beginning with "${visible(start)}"`;
  return `text, beginning with "${visible(start)}"`;
}
