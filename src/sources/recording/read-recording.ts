import { basename } from 'node:path';
import type { Layout } from '../../metrics/exposition/index.ts';
import type { Snapshot } from '../../metrics/window/index.ts';
import type { Answer } from '../answer.ts';
import { readAnswer } from '../read-answer.ts';
import { createFaults, type Faults } from './faults.ts';
import { fileError } from './file-error.ts';
import { readBytes } from './read-bytes.ts';
import { readLines, type Line } from './read-lines.ts';
import { decodeLine } from './recording-line.ts';

export interface ReadOptions {
  /** Throws its reason when it aborts. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (message: string) => void;
  /** Told, when reading ends, what of the file could not be read: a sentence per kind of damage. */
  readonly onFault?: (message: string) => void;
}

/** The snapshots of a recording, in the order of its lines. */
export async function* readRecording(path: string, options: ReadOptions = {}): AsyncGenerator<Snapshot, void, void> {
  const layouts = new Map<string, Layout>();
  for await (const answer of readAnswers(path, options)) {
    const { target, startAtSeconds } = answer;
    const tried = `scrape of ${target} at Unix second ${startAtSeconds}`;
    const snapshot = readAnswer(answer, { tried, previous: layouts.get(target) });
    if ('page' in snapshot) layouts.set(target, snapshot.page.layout);
    yield snapshot;
  }
}

/**
 * The answers of a recording as they were recorded, read line by line: the file may be larger than memory.
 *
 * A line that is no scrape says neither when nor what, so it becomes no snapshot: it is left out, counted and told to
 * `onFault`. So is the rest of a file whose compressed data is damaged. A file without one good line at its beginning is no
 * recording; that, and a file that cannot be read, is a SourceError.
 */
export async function* readAnswers(path: string, options: ReadOptions = {}): AsyncGenerator<Answer, void, void> {
  const { signal, onProgress, onFault } = options;
  const faults = createFaults();
  let scrapes = 0;
  try {
    const bytes = readBytes(path, { signal, onDamage: faults.damaged });
    for await (const answer of decodeLines(readLines(bytes, LINE_BYTES), targetNamed(path), faults)) {
      signal?.throwIfAborted();
      yield answer;
      scrapes++;
      if (scrapes % PROGRESS_SCRAPES === 0) onProgress?.(`${scrapes} scrapes read`);
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw await fileError(path, 'read', error);
  }
  if (scrapes === 0) throw faults.notARecording(path);
  for (const message of faults.messages(path)) onFault?.(message);
}

/** A page of a thousand engines, as the scraper takes at most. */
const LINE_BYTES = 64 * 1024 * 1024;
const PROGRESS_SCRAPES = 200;

/** The good lines, up to where none is to be expected. */
async function* decodeLines(
  lines: AsyncIterable<Line>,
  target: string,
  faults: Faults,
): AsyncGenerator<Answer, void, void> {
  let isRecording = false;
  for await (const line of lines) {
    const answer = line.text === undefined ? undefined : decodeLine(line.text, target);
    faults.seen(line, answer !== undefined);
    if (answer) yield answer;
    isRecording ||= answer !== undefined;
    if (!isRecording && faults.isHopeless()) return;
  }
}

/** `recordings/b_overload.jsonl.gz` is of `b_overload` when its lines do not say. */
const targetNamed = (path: string): string =>
  path === '-'
    ? 'stdin'
    : basename(path)
        .replace(/\.gz$/, '')
        .replace(/\.[^.]+$/, '');
