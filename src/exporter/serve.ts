import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ANSWERS, text, type Answer, type Served } from './answers.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** What there is to tell, at the moment of a request. */
  readonly served: () => Served;
  readonly onError: (error: unknown) => void;
}

export interface Serving {
  readonly address: AddressInfo;
  close(): Promise<void>;
}

// Against clients that connect and say nothing, say it slowly, do not read, or come in crowds. Prometheus asks in one packet
// and gives up after 10 s itself.
const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 8 * 1024,
} as const;
const ANSWER_TIMEOUT_MS = 30_000;
const MAXIMUM_CONNECTIONS = 128;
const CLOSE_TIMEOUT_MS = 500;

/** Answers GET and HEAD. Rejects with the error of the system when it cannot listen there. */
export async function serve({ host, port, served, onError }: ServeOptions): Promise<Serving> {
  const server = createServer(LIMITS, (request, response) => {
    const timer = setTimeout(() => request.socket.destroy(), ANSWER_TIMEOUT_MS);
    response.on('close', () => {
      clearTimeout(timer);
    });
    answerTo(request, served).then(
      (answer) => {
        send(response, answer);
      },
      (error: unknown) => {
        onError(error);
        send(response, text(500, 'This went wrong; the exporter has said why on stderr.\n'));
      },
    );
  });
  server.maxConnections = MAXIMUM_CONNECTIONS;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    address: server.address() as AddressInfo,
    close: async () => {
      // Idle connections end at once, and those that are being answered soon.
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, CLOSE_TIMEOUT_MS);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(timer);
    },
  };
}

async function answerTo({ method, url = '' }: IncomingMessage, served: () => Served): Promise<Answer> {
  const answer = ANSWERS.get(url.replace(/[?#].*/s, ''));
  if (!answer) return text(404, `Nothing here. There are ${[...ANSWERS.keys()].join(', ')}\n`);
  if (method !== 'GET' && method !== 'HEAD') return text(405, 'Only GET and HEAD.\n');
  return answer(served());
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': body.reduce((sum, part) => sum + Buffer.byteLength(part), 0),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 405 && { Allow: 'GET, HEAD' }),
  });
  for (const part of body) response.write(part);
  response.end();
}
