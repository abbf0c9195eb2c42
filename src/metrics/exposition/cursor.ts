/**
 * A place in a page. Scanners move `at` behind what they understood and never past the end of the line; where they give
 * up, `at` shows how far they came.
 */
export interface Cursor {
  readonly text: string;
  at: number;
}

export const TAB = 9;
export const NEWLINE = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const COMMA = 44;
export const EQUALS = 61;
export const BACKSLASH = 92;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

/** The character under the cursor. */
export const peek = ({ text, at }: Cursor): number => text.charCodeAt(at);

/** Whether the line ends here, with `\n` or `\r\n`. */
export function atEnd({ text, at }: Cursor): boolean {
  const code = text.charCodeAt(at);
  return code === NEWLINE || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === NEWLINE);
}

export function skipBlanks(cursor: Cursor): void {
  for (let code = peek(cursor); code === SPACE || code === TAB; code = peek(cursor)) cursor.at++;
}

/** Steps over one given character; false, and no step, if another stands there. */
export function take(cursor: Cursor, code: number): boolean {
  if (peek(cursor) !== code) return false;
  cursor.at++;
  return true;
}

/** Steps over a text; false, and no step, if another stands there. */
export function takeText(cursor: Cursor, expected: string): boolean {
  const end = cursor.at + expected.length;
  if (end > cursor.text.length || !cursor.text.endsWith(expected, end)) return false; // V8 is slow at startsWith
  cursor.at = end;
  return true;
}

/** Everything up to the next blank, control character or end of the line. */
export function scanWord(cursor: Cursor): string {
  const start = cursor.at;
  while (peek(cursor) > SPACE) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

/** Everything from the cursor, which stays, to the end of the line. */
export function restOfLine({ text, at }: Cursor): string {
  const newline = text.indexOf('\n', at);
  const isCrlf = newline > at && text.charCodeAt(newline - 1) === CARRIAGE_RETURN;
  return text.slice(at, isCrlf ? newline - 1 : newline);
}
