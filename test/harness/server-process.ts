import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real server on loopback, with a folder of its own. */
export interface RunningServer {
  readonly url: string;
  readonly folder: string;
  readonly process: ChildProcess;
  /** Ends it by id and removes its folder. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly program: string;
  readonly parameters: (port: number, folder: string) => readonly string[];
  readonly port: number;
  /** Answers 200 once the server is ready. */
  readonly readyPath: string;
  /** What has to be in the folder before it starts. */
  readonly prepare?: (folder: string) => Promise<void>;
}

const READY_WITHIN_SECONDS = 60;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { program, parameters, port, readyPath, prepare } = options;
  const folder = await mkdtemp(join(tmpdir(), `ridgeline-${program}-`));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    await prepare?.(folder);
  } catch (error) {
    await removeFolder();
    throw error;
  }
  const child = spawn(program, parameters(port, folder), { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.splice(0, said.length - 50, text));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await removeFolder();
  };
  const deadline = Date.now() + READY_WITHIN_SECONDS * 1000;
  while (!(await answers(url + readyPath))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${program} did not become ready at ${url}${readyPath}:\n${said.join('')}`);
    }
    await sleep(50);
  }
  return { url, folder, process: child, stop };
}

const answers = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
};
