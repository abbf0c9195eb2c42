import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface SourceFile {
  /** From the repository's root: src/quantities/units.ts. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly string[];
}

export const sourceFiles: readonly SourceFile[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => {
    const text = readFileSync(join('src', name), 'utf8');
    const imports = [...text.matchAll(/(?:from |import |import\()'([^']+)'/g)].map(([, specifier = '']) => specifier);
    return { path: join('src', name), text, lines: text.split('\n').length - 1, imports };
  });

/** The folder directly below src: `quantities`. */
export const folderOf = (path: string): string => path.split('/')[1] ?? '';

/** Where a relative import leads, from the repository's root. */
export const resolveImport = (from: string, specifier: string): string => normalize(join(dirname(from), specifier));
