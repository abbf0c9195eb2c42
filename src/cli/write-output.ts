import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { UsageError } from './exit-code.ts';

/**
 * Writes a file as a whole or not at all: beside its place first, then there in one step. A file of that name is replaced; what
 * a link leads to stays a link. A pipe or a device is written to.
 */
export async function writeOutput(option: string, path: string, content: string): Promise<void> {
  try {
    const there = await placeOf(path);
    if (there.isReplaceable) await replace(there.path, content);
    else await writeFile(path, content);
  } catch (error) {
    const reason = isMissing(error)
      ? 'there is no such folder'
      : error instanceof Error
        ? error.message
        : String(error);
    throw new UsageError(`${option} ${path} cannot be written: ${reason}.`, { cause: error });
  }
}

async function placeOf(path: string): Promise<{ path: string; isReplaceable: boolean }> {
  try {
    const file = await stat(path);
    if (file.isDirectory()) throw new Error('it is a folder');
    return { path: await realpath(path), isReplaceable: file.isFile() };
  } catch (error) {
    if (isMissing(error)) return { path, isReplaceable: true };
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function replace(path: string, content: string): Promise<void> {
  const beside = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(beside, content, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
