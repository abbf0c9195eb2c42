import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Answer } from '../answer.ts';
import { fileError } from './file-error.ts';
import { mendRecording } from './mend-recording.ts';
import { encodeLine } from './recording-line.ts';

export interface RecordingOptions {
  /** Write each line's target, which a recording of several needs. */
  readonly nameTargets?: boolean;
}

export interface RecordingWriter {
  /** Resolved means: with the operating system, so that killing this process loses nothing of it. */
  append(answer: Answer): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a recording to append to, new or existing; `.gz` compresses a new one, an existing one stays what it is.
 *
 * Each scrape is one line, written by one write. Compressed, it is a gzip member of its own: deflate looks back 32 kB and a
 * page has 50, so sharing a member among pages saves no more than 4 % (measured on our recordings), and a member of its own
 * is complete or absent. A write that fails half way is taken back. What a crash of the machine left half-written at the end
 * is closed first, and a file that is no recording is refused, so what is there is never spoiled.
 */
export async function openRecording(
  path: string,
  { nameTargets = false }: RecordingOptions = {},
): Promise<RecordingWriter> {
  try {
    const { isCompressed, isInsideLine } = await mendRecording(path);
    const file = await open(path, 'a');
    const write = async (text: string) => {
      await writeWhole(file, isCompressed ? await compress(text) : Buffer.from(text));
    };
    if (isInsideLine) await write('\n');
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = (work: () => Promise<void>): Promise<void> => {
      const done = last.then(work).catch(async (error: unknown) => {
        throw await fileError(path, 'written', error);
      });
      last = done.catch(() => undefined); // The caller of that turn was told; the next turn is another one's.
      return done;
    };
    return {
      append: (answer) => inTurn(() => write(`${encodeLine(answer, nameTargets)}\n`)),
      close: () => inTurn(() => file.close()),
    };
  } catch (error) {
    throw await fileError(path, 'written', error);
  }
}

const compress = promisify(gzip);

/** All of it or nothing: a disk that fills up leaves no half line behind. */
async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  const { size } = await file.stat();
  try {
    await file.appendFile(bytes);
  } catch (error) {
    await file.truncate(size).catch(() => undefined); // A pipe or device cannot be truncated; the first error says it all.
    throw error;
  }
}
