// In raw mode the terminal no longer turns Ctrl-C into a signal.
export const CTRL_C = '\u0003';

// eslint-disable-next-line no-control-regex -- what terminals send
const KEY = /\u001B\[[\d;]*[A-Za-z~]|[^]/gu;

/** Listens to single keys on a terminal until released; Ctrl-C is one of them, and several may come at once. */
export function listenToKeys(stdin: NodeJS.ReadStream, onKey: (key: string) => void): () => void {
  if (!stdin.isTTY) return () => undefined;
  const listener = (bytes: Buffer): void => {
    for (const [key] of bytes.toString('utf8').matchAll(KEY)) onKey(key);
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
