import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';

export interface ByteOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told when compressed data is damaged; the bytes end there. */
  readonly onDamage?: ((reason: string) => void) | undefined;
}

/** Deflate reaches 1032:1, so even a bomb inflates to no more than 17 MB a chunk. */
const CHUNK_BYTES = 16 * 1024;
/** The first byte of gzip's magic number, with which no text begins. */
export const GZIP = 0x1f;

/** The bytes of a file (`-`: standard input), or what they decompress to, whatever the file is called. */
export async function* readBytes(
  path: string,
  { signal, onDamage }: ByteOptions = {},
): AsyncGenerator<Buffer, void, void> {
  const file: Readable = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (signal) addAbortSignal(signal, file);
  let inflate: ReturnType<typeof createInflater> | undefined;
  let isFirst = true;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    if (isFirst && chunk[0] === GZIP) inflate = createInflater();
    isFirst = false;
    if (!inflate) {
      yield chunk;
      continue;
    }
    yield* await inflate.push(chunk);
    const damage = inflate.damage();
    if (damage === undefined) continue;
    onDamage?.(damage);
    return;
  }
  if (inflate) yield* await inflate.end();
}

/**
 * Gunzip that gives all it could decompress up to the damage. A file that is merely cut short is no damage to it: what is
 * missing shows as a last line that does not end, or not at all.
 */
function createInflater() {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 64 * 1024 });
  let ready: Buffer[] = [];
  let damage: string | undefined;
  gunzip.on('data', (part: Buffer) => ready.push(part));
  const failed = new Promise<void>((resolve) =>
    gunzip.once('error', (error) => {
      damage = error.message;
      resolve();
    }),
  );
  const whenDone = async (work: (done: () => void) => void) => {
    await Promise.race([new Promise<void>(work), failed]);
    const parts = ready;
    ready = [];
    return parts;
  };
  return {
    damage: () => damage,
    push: (chunk: Buffer) => whenDone((done) => gunzip.write(chunk, done)),
    end: () => whenDone((done) => gunzip.once('end', done).end()),
  };
}
