import { writeFile } from 'node:fs/promises';
import { UsageError } from './exit-code.ts';

/** The picture that --svg asks for. */
export async function writeSvg(path: string, svg: string): Promise<void> {
  try {
    await writeFile(path, svg);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--svg ${path} cannot be written: ${reason}.`, { cause: error });
  }
}
