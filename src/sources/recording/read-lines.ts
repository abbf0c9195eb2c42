/** One line; its text is missing when it was longer than allowed. Only the last may not have ended. */
export interface Line {
  readonly text: string | undefined;
  readonly hasEnded: boolean;
}

const NEWLINE = 0x0a;

/** Cuts bytes into lines without ever holding more than `maximumBytes` and one chunk of them. */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  maximumBytes: number,
): AsyncGenerator<Line, void, void> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const add = (part: Buffer) => {
    bytes += part.length;
    if (bytes <= maximumBytes) parts.push(part);
    else parts = [];
  };
  const take = (hasEnded: boolean): Line => {
    const line = { text: bytes <= maximumBytes ? Buffer.concat(parts).toString() : undefined, hasEnded };
    parts = [];
    bytes = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, end));
      yield take(true);
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  if (bytes > 0) yield take(false);
}
