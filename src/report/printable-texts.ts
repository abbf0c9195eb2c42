import { printable } from '../quantities/index.ts';

/** Every text in what is said of something made safe to print: any may name what the network, a file or a declaration calls something. */
export function printableTexts<Said>(said: Said, longest?: number): Said;
export function printableTexts(said: unknown, longest?: number): unknown {
  if (typeof said === 'string') return printable(said, longest);
  if (Array.isArray(said)) return said.map((each: unknown) => printableTexts(each, longest));
  if (typeof said !== 'object' || said === null) return said;
  return Object.fromEntries(
    Object.entries(said).map(([key, each]: [string, unknown]) => [key, printableTexts(each, longest)]),
  );
}
