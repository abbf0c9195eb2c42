import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAnswers, SourceError, type Answer, type Clock } from '../sources/index.ts';

export interface ReplayOptions {
  readonly clock: Clock;
  /** 1 is as recorded, 50 is fifty times as fast. */
  readonly speed?: number;
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Start over after the last page instead of serving it for ever; to a scraper that is a restart of the engine. */
  readonly loop?: boolean;
  readonly onFault?: (message: string) => void;
}

export interface Replay {
  /** Of the metrics page. */
  readonly url: string;
  /** Resolves when the last page is being served, or on close. */
  readonly done: Promise<void>;
  close(): Promise<void>;
}

/** As vLLM says it. */
const CONTENT_TYPE = 'text/plain; version=1.0.0; charset=utf-8';

/**
 * Serves a recording as the engine did: at /metrics stands the page whose time has come, byte for byte. A recorded failure
 * is one again: its status, or a connection that is cut where there was no answer. Of several recorded targets /metrics is
 * the first, /metrics?target=NAME any. Only the pages being served are in memory, and the one to come.
 *
 * Resolves when the first page is served. Throws SourceError when the file is no recording.
 */
export async function startReplay(path: string, options: ReplayOptions): Promise<Replay> {
  const { clock, speed = 1, host = '127.0.0.1', port = 0, loop = false, onFault } = options;
  const stop = new AbortController();
  const { signal } = stop;
  const serving = new Map<string, Answer>();

  const play = async (isServing: () => void) => {
    do {
      const answers = readAnswers(path, { signal, ...(onFault && { onFault }) });
      for await (const answer of paced(answers, { clock, speed, signal })) {
        serving.set(answer.target, answer);
        isServing();
      }
      if (loop) await clock.sleep(1 / speed, signal);
    } while (loop && !signal.aborted);
  };
  const server = createServer((request, response) => {
    answerRequest(request, response, serving);
  });
  let done = Promise.resolve();
  const close = async () => {
    stop.abort();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await done.catch(() => undefined); // Whoever waits for `done` is told.
  };
  try {
    await new Promise<void>((resolve, reject) => {
      done = play(resolve);
      done.catch(reject);
    });
    server.listen(port, host);
    await once(server, 'listening').catch((error: unknown) => {
      throw listenError(error, host, port);
    });
  } catch (error) {
    await close();
    throw error;
  }
  const { address, port: taken, family } = server.address() as AddressInfo;
  return { url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}/metrics`, done, close };
}

function listenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return error;
  const reason = code === 'EADDRINUSE' ? 'something else listens there' : error instanceof Error ? error.message : code;
  const message = `The replay cannot listen on ${host}:${port}: ${reason}. Choose another port with --port; 0 takes a free one.`;
  return new SourceError('unreachable', message, { cause: error });
}

/** Each answer at its time: as far behind the first as when it was recorded, divided by the speed. Ends on abort. */
async function* paced(
  answers: AsyncIterable<Answer>,
  { clock, speed, signal }: { clock: Clock; speed: number; signal: AbortSignal },
): AsyncGenerator<Answer, void, void> {
  let firstAtSeconds: number | undefined;
  const startAtSeconds = clock.nowSeconds();
  try {
    for await (const answer of answers) {
      firstAtSeconds ??= answer.startAtSeconds;
      const dueAtSeconds = startAtSeconds + (answer.startAtSeconds - firstAtSeconds) / speed;
      await clock.sleep(dueAtSeconds - clock.nowSeconds(), signal);
      if (signal.aborted) return;
      yield answer;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function answerRequest(request: IncomingMessage, response: ServerResponse, serving: ReadonlyMap<string, Answer>): void {
  const { pathname, searchParams } = new URL(
    request.url?.startsWith('/') ? `http://replay${request.url}` : 'http://replay/',
  );
  const say = (status: number, text: string) =>
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
  const targets = [...serving.keys()];
  if (pathname === '/') {
    say(
      200,
      `A replayed recording of ${targets.join(', ')}, not a live engine.\nThe page of the moment is at /metrics.\n`,
    );
    return;
  }
  const answer = serving.get(searchParams.get('target') ?? targets[0] ?? '');
  if (pathname !== '/metrics' || !answer)
    say(404, `Nothing here: try /metrics, with ?target= one of ${targets.join(', ')}\n`);
  else if ('failure' in answer) request.socket.destroy();
  else response.writeHead(answer.status, { 'Content-Type': CONTENT_TYPE }).end(answer.body);
}
