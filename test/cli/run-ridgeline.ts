import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll } from 'vitest';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string | Buffer;
  /** Run src/cli/main.ts as `npm run ridgeline` does in a checkout, which starts three times as slowly as what is installed. */
  readonly fromSource?: boolean;
  /** Seconds after which the process is killed and the run counts as failed. */
  readonly timeoutSeconds?: number;
}

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when what came out so far matches; rejects when the process ends before. */
  stdoutShows(pattern: RegExp): Promise<string>;
  stderrShows(pattern: RegExp): Promise<string>;
  readonly finished: Promise<Finished>;
}

const SOURCE = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TSX = createRequire(import.meta.url).resolve('tsx');
const BUNDLE = await bundle();
// Beside a busy build on the same two cores.
const TIMEOUT_SECONDS = 45;

/** The command as it is packed, from the source as it is now. It has to lie where its packages are found. */
async function bundle(): Promise<string> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'ridgeline-'));
  afterAll(() => rm(folder, { recursive: true }));
  const outfile = join(folder, 'ridgeline.js');
  await build({
    entryPoints: [SOURCE],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

/** Node's arguments that run the command. */
export const commandLine = (args: readonly string[], fromSource = false): string[] =>
  fromSource ? ['--import', TSX, SOURCE, ...args] : [BUNDLE, ...args];

/** The real command in a process of its own, with nothing of the test runner in its environment. */
export function startRidgeline(args: readonly string[], options: RunOptions = {}): Running {
  const { env = {}, cwd, input = '', fromSource, timeoutSeconds = TIMEOUT_SECONDS } = options;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, commandLine(args, fromSource), { cwd, env: { PATH, HOME, ...env } });
  const stdout = listen(child.stdout);
  const stderr = listen(child.stderr);
  child.stdin.on('error', () => undefined); // A command that reads no input closes it.
  child.stdin.end(input);
  let isOverdue = false;
  const timer = setTimeout(() => {
    isOverdue = true;
    child.kill('SIGKILL');
  }, timeoutSeconds * 1000);
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      stdout.end();
      stderr.end();
      if (isOverdue) {
        reject(new Error(`ridgeline ${args.join(' ')} took more than ${timeoutSeconds} s:\n${stderr.text()}`));
      } else resolve({ code, signal, stdout: stdout.text(), stderr: stderr.text() });
    });
  });
  finished.catch(() => undefined); // Whoever awaits it is told.
  return { child, stdoutShows: stdout.shows, stderrShows: stderr.shows, finished };
}

/** Runs it to its end. Tests that run side by side take turns, since each start keeps a core busy for half a second. */
export async function runRidgeline(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  while (running.size >= AT_ONCE) await Promise.race(running);
  const { finished } = startRidgeline(args, options);
  const settled = finished.then(
    () => undefined,
    () => undefined,
  );
  running.add(settled);
  void settled.then(() => running.delete(settled));
  return finished;
}

const AT_ONCE = 4;
const running = new Set<Promise<void>>();

/** Sends the signal, and says how the process ended and how many seconds that took. */
export async function interrupt(
  { child, finished }: Running,
  signal: NodeJS.Signals,
): Promise<Finished & { readonly seconds: number }> {
  const sentAt = performance.now();
  child.kill(signal);
  const ended = await finished;
  return { ...ended, seconds: (performance.now() - sentAt) / 1000 };
}

function listen(stream: Readable) {
  let text = '';
  let hasEnded = false;
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const check of waiting) check();
  };
  stream.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    changed();
  });
  return {
    text: () => text,
    end: () => {
      hasEnded = true;
      changed();
    },
    shows: (pattern: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const check = () => {
          if (!pattern.test(text) && !hasEnded) return;
          waiting.delete(check);
          if (pattern.test(text)) resolve(text);
          else reject(new Error(`It ended without showing ${String(pattern)}:\n${text}`));
        };
        waiting.add(check);
        check();
      }),
  };
}
