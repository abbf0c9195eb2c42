import { createReadStream, createWriteStream } from 'node:fs';
import { open, realpath, rename, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { SourceError } from '../source.ts';
import { GZIP, readBytes } from './read-bytes.ts';
import { readAnswers } from './read-recording.ts';

export interface Ending {
  readonly isCompressed: boolean;
  /** Whether what is there ends in the middle of a line. */
  readonly isInsideLine: boolean;
}

/**
 * Makes a file ready to be appended to and tells how. A new one is ready; an existing one has to be a recording. Compressed
 * data that is cut short, after which nothing could be read, is written anew up to the cut, beside the file, and takes its
 * place in one step; data damaged otherwise is left alone and refused.
 */
export async function mendRecording(path: string): Promise<Ending> {
  const size = await sizeOf(path);
  if (size === 0) return { isCompressed: path.endsWith('.gz'), isInsideLine: false };
  const answers = readAnswers(path);
  await answers.next();
  await answers.return();
  const [firstByte, lastByte] = await edgeBytes(path, size);
  if (firstByte !== GZIP) return { isCompressed: false, isInsideLine: lastByte !== NEWLINE };
  const { isCut, lastByte: lastInside } = await inspectGzip(path, size);
  if (!isCut) return { isCompressed: true, isInsideLine: lastInside !== NEWLINE };
  await recompress(path);
  return mendRecording(path);
}

const NEWLINE = 0x0a;

/** 0 for what is not there yet and for pipes and devices. */
async function sizeOf(path: string): Promise<number> {
  try {
    const file = await stat(path);
    return file.isFile() ? file.size : 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}

async function edgeBytes(path: string, size: number): Promise<[first: number | undefined, last: number | undefined]> {
  const file = await open(path);
  try {
    const byteAt = async (position: number) => (await file.read(Buffer.alloc(1), 0, 1, position)).buffer[0];
    return [await byteAt(0), await byteAt(size - 1)];
  } finally {
    await file.close();
  }
}

async function inspectGzip(path: string, size: number): Promise<{ isCut: boolean; lastByte: number | undefined }> {
  const gunzip = createGunzip();
  let lastByte: number | undefined;
  const keepLastByte = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) lastByte = chunk.at(-1);
  };
  try {
    await pipeline(createReadStream(path), gunzip, keepLastByte);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'Z_BUF_ERROR') return { isCut: true, lastByte };
    if (String(code).startsWith('Z_')) throw damaged(path, error);
    throw error;
  }
  if (gunzip.bytesWritten < size) throw damaged(path, undefined);
  return { isCut: false, lastByte };
}

const damaged = (path: string, cause: unknown): SourceError =>
  new SourceError(
    'not-a-recording',
    `${path} cannot be continued: its compressed data is damaged, and what is appended could not be read. Record to another file.`,
    { cause },
  );

async function recompress(path: string): Promise<void> {
  const original = await realpath(path);
  const mended = `${original}.mended`;
  await pipeline(readBytes(original), createGzip(), createWriteStream(mended, { flush: true }));
  await rename(mended, original);
}
