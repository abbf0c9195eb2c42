// Each file says for itself which codes it means: V8 makes constants of these, but loads imported ones every time.
const TAB = 9;
const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/** Whether the line ends here, with `\n` or `\r\n`. */
export const atEnd = (codes: Uint8Array, at: number): boolean =>
  codes[at] === NEWLINE || (codes[at] === CARRIAGE_RETURN && codes[at + 1] === NEWLINE);

/** The next place without a blank. */
export function skipBlanks(codes: Uint8Array, at: number): number {
  while (codes[at] === SPACE || codes[at] === TAB) at++;
  return at;
}

/** The next blank, control character or end of the line. */
export function wordEnd(codes: Uint8Array, at: number): number {
  while ((codes[at] ?? NEWLINE) > SPACE) at++;
  return at;
}

/** The next `\n` or `\r\n`. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline > at && text.charCodeAt(newline - 1) === CARRIAGE_RETURN ? newline - 1 : newline;
}

/** Whether a text goes on like this; several times faster than startsWith. */
export const goesOn = (text: string, at: number, expected: string): boolean => {
  const end = at + expected.length;
  return end <= text.length && text.endsWith(expected, end);
};
