import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { commandLine } from './run-ridgeline.ts';
import { untilTheEnd } from './surroundings.ts';

// util-linux gives a command a terminal; other systems have another `script`, or none.
const script = process.platform === 'linux' ? ['/usr/bin/script', '/bin/script'].find(existsSync) : undefined;

/** Why there is no terminal to test on. */
export const NO_TERMINAL = script === undefined ? 'it takes script(1) of util-linux' : undefined;
if (NO_TERMINAL) process.stderr.write(`Nothing is tested on a terminal: ${NO_TERMINAL}.\n`);

export const ROWS = 40;

const OVERDUE_SECONDS = 20;

export interface OnTerminal {
  press(key: string): void;
  /** Resolves when everything that came to the screen so far passes; rejects when the command ends before. */
  shows(isShown: (screen: string) => boolean): Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly screen: string }>;
}

/** The real command on a terminal of its own. */
export function startOnTerminal(args: readonly string[], cwd: string): OnTerminal {
  const command = [process.execPath, ...commandLine(args)].map((word) => `'${word}'`).join(' ');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(script ?? '', ['-qec', `stty rows ${ROWS} cols 120; exec ${command}`, '/dev/null'], {
    cwd,
    env: { PATH, HOME, TERM: 'xterm-256color', SHELL: '/bin/sh' },
  });
  untilTheEnd(() => Promise.resolve(child.kill('SIGKILL')));
  let screen = '';
  const checks = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    screen += part;
    for (const check of checks) check();
  });
  const ended = new Promise<{ code: number | null; screen: string }>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, screen });
    });
  });
  const shows = (isShown: (screen: string) => boolean) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (!isShown(screen)) return;
        checks.delete(check);
        resolve();
      };
      checks.add(check);
      check();
      const fail = (what: string) => {
        reject(new Error(`${what} before it showed that:\n${screen}`));
      };
      setTimeout(fail, OVERDUE_SECONDS * 1000, 'Time was up').unref();
      void ended.then(() => {
        fail('It ended');
      });
    });
  return { press: (key) => void child.stdin.write(key), shows, ended };
}
