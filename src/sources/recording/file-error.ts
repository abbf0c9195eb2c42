import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SourceError } from '../source.ts';

/** What a failed file operation means to the user; anything that is no such failure stays as it is. */
export async function fileError(path: string, doing: 'read' | 'written', error: unknown): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || error instanceof SourceError) return error;
  const reason = REASONS[code] ?? `${error instanceof Error ? error.message : ''} (${code})`;
  const near = code === 'ENOENT' || code === 'EISDIR' ? await recordingsNear(path, code === 'EISDIR') : [];
  const advice = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  const message = `${path} cannot be ${doing}: ${reason}.${advice}`;
  return new SourceError(CODES[code] ?? (doing === 'read' ? 'unreadable' : 'unwritable'), message, { cause: error });
}

const CODES: Readonly<Record<string, SourceError['code']>> = {
  ENOENT: 'no-such-file',
  ENOTDIR: 'no-such-file',
  EISDIR: 'not-a-recording',
};

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full. What was recorded before is safe',
  EDQUOT: 'the disk quota is used up. What was recorded before is safe',
};

/** Up to three recordings inside the folder that the path is, or beside it with a name that begins alike. */
async function recordingsNear(path: string, isFolder: boolean): Promise<string[]> {
  const folder = isFolder ? path : dirname(path);
  const wanted = isFolder ? '' : basename(path);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /\.jsonl(\.gz)?$/.test(name) && name.startsWith(wanted.slice(0, 1)))
    .sort((left, right) => sharedBeginning(right, wanted) - sharedBeginning(left, wanted) || left.localeCompare(right))
    .slice(0, 3)
    .map((name) => join(folder, name));
}

function sharedBeginning(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}
