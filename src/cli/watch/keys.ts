// In raw mode the terminal no longer turns Ctrl-C into a signal.
export const CTRL_C = '\u0003';

/** Listens to single keys on a terminal until released; Ctrl-C is one of them. */
export function listenToKeys(stdin: NodeJS.ReadStream, onKey: (key: string) => void): () => void {
  if (!stdin.isTTY) return () => undefined;
  const listener = (bytes: Buffer): void => {
    onKey(bytes.toString('utf8'));
  };
  stdin.setRawMode(true);
  stdin.resume();
  stdin.on('data', listener);
  return () => {
    stdin.off('data', listener);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
