const NEWLINE = 10;

/** The characters of a page as bytes, which are read in half the time that charCodeAt takes. See codesOf. */
export interface Codes {
  readonly codes: Uint8Array;
  /** The same, for sameAt. */
  readonly view: DataView;
  readonly isAscii: boolean;
}

/** What sameAt may read behind the newline. */
const SLACK = 4;

const encoder = new TextEncoder();

/** Used again for every page that fits: fresh memory would cost as much time as filling it. */
const shared = new Uint8Array(1 << 20);

/**
 * - Valid until the next call.
 * - No character that means anything in a page is beyond ASCII; those that are become DEL, which means nothing either.
 * - A newline is added.
 */
export function codesOf(text: string): Codes {
  const size = text.length + SLACK;
  const codes = size <= shared.length ? shared : new Uint8Array(size);
  const { read, written } = encoder.encodeInto(text, codes);
  const isAscii = read === text.length && written === text.length;
  if (!isAscii) encoder.encodeInto(text.replace(/[\u0080-\uffff]/g, '\x7f'), codes);
  codes[text.length] = NEWLINE;
  return { codes, view: new DataView(codes.buffer), isAscii };
}

/** Whether the line goes on here as at another place, in four bytes at once; false if that is too much to ask. */
export function sameAt(view: DataView, at: number, other: number, length: number): boolean {
  const last = length - 4;
  if (last < 0) return false;
  for (let i = 0; i < last; i += 4) if (view.getInt32(at + i) !== view.getInt32(other + i)) return false;
  return view.getInt32(at + last) === view.getInt32(other + last);
}
