import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, vi } from 'vitest';
import type { Finished } from './run-ridgeline.ts';

/** What a file of tests has around it until its last test is over, so that its tests may run side by side. */

// A test may wait for others of its file to let it start a process.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const closing: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

export const untilTheEnd = (close: () => Promise<unknown>): void => {
  closing.push(close);
};

export const fixture = (path: string): string => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));

export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ridgeline-'));
  untilTheEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function fileIn(folder: string, name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** A server on a free loopback port; gives its origin. */
export async function origin(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  untilTheEnd(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An origin where nobody listens. */
export async function nobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** The command said what is wrong, on stderr only, as a person can read it: one paragraph, no stack trace. */
export function expectComplaint(run: Finished, code: number, ...facts: readonly (string | RegExp)[]): void {
  expect(run.stdout).toBe('');
  for (const fact of facts) expect(run.stderr).toMatch(fact);
  expect(run.stderr).not.toMatch(/^ {4}at |node:internal/m);
  expect(run.stderr.trim()).not.toMatch(/\n\s*\n/);
  expect(run.code).toBe(code);
}
