import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { CTRL_C, listenToKeys } from '../../../src/cli/watch/keys.ts';

/** What is heard when a terminal sends these bytes. */
function heard(...sent: readonly string[]): string[] {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const keys: string[] = [];
  const release = listenToKeys(stdin as unknown as NodeJS.ReadStream, (key) => keys.push(key));
  for (const bytes of sent) stdin.emit('data', Buffer.from(bytes));
  release();
  stdin.emit('data', Buffer.from('x'));
  return keys;
}

it('hears single keys, also several that come at once', () => {
  expect(heard('j', '\u001b[B\u001b[B', 'k?', '\u001b[5~q')).toEqual([
    ...['j', '\u001b[B', '\u001b[B', 'k', '?'],
    ...['\u001b[5~', 'q'],
  ]);
});

it('hears Esc by itself, Enter, Ctrl-C and what is no letter', () => {
  expect(heard('\u001b', '\r', CTRL_C, '\n', '🙂')).toEqual(['\u001b', '\r', CTRL_C, '\n', '🙂']);
});

it('leaves a pipe alone', () => {
  const stdin = new PassThrough();
  const release = listenToKeys(stdin as unknown as NodeJS.ReadStream, () => {
    throw new Error('heard');
  });
  stdin.emit('data', Buffer.from('q'));
  release();
  expect(stdin.listenerCount('data')).toBe(0);
});
