import { printable } from '../../quantities/index.ts';

/** Lines as they are; the fence is longer than whatever looks like one inside. */
export function codeBlock(lines: readonly string[], language = 'text'): string[] {
  const clean = lines.map((line) => printable(line));
  const longest = Math.max(2, ...clean.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...clean, fence];
}
