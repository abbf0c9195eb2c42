import { mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/exit-code.ts';
import { writeOutput } from '../../src/cli/write-output.ts';
import { emptyFolder } from './surroundings.ts';

describe('a file that is written', () => {
  it('is new, or takes the place of what was there, and leaves nothing beside it', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'report.html');
    await writeOutput('--output', path, 'first');
    await writeOutput('--output', path, 'second');
    expect(await readFile(path, 'utf8')).toBe('second');
    expect(await readdir(folder)).toEqual(['report.html']);
  });

  it('leaves a link a link', async () => {
    const folder = await emptyFolder();
    const [real, link] = [join(folder, 'real.html'), join(folder, 'link.html')];
    await writeFile(real, 'first');
    await symlink(real, link);
    await writeOutput('--output', link, 'second');
    expect(await readlink(link)).toBe(real);
    expect(await readFile(real, 'utf8')).toBe('second');
  });

  it('may be a device', async () => {
    await expect(writeOutput('--output', '/dev/null', 'x')).resolves.toBeUndefined();
  });

  it('says why it cannot be written, and leaves what was there', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'is-a-folder'));
    await expect(writeOutput('--output', join(folder, 'is-a-folder'), 'x')).rejects.toThrow(
      /--output .*it is a folder/,
    );
    const missing = writeOutput('--svg', join(folder, 'no', 'r.svg'), 'x');
    await expect(missing).rejects.toThrow(UsageError);
    await expect(missing).rejects.toThrow(/--svg .*cannot be written: there is no such folder/);
    expect(await readdir(folder)).toEqual(['is-a-folder']);
  });
});
