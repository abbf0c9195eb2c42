import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dsQuery, type BackendRequest } from './ds-query.ts';
import { createFiles } from './page-files.ts';
import { createTraffic, type Traffic } from './traffic.ts';

export interface PageServer {
  readonly url: string;
  /** What data sources asked since it was last cleared. */
  readonly traffic: Traffic;
  /** Until called with nothing, every query fails with this. */
  failWith(failure?: Failure): void;
  stop(): Promise<void>;
}

export interface Failure {
  readonly status: number;
  readonly body: object;
}

export interface PageServerOptions {
  /** Of the harness page. */
  readonly bundle: string;
  /** Of the packages whose icons it shows. */
  readonly packages: string;
  readonly prometheusUrl: string;
}

/** Stands where Grafana's server does: its page, the files of plugins, and the way to Prometheus. Only on loopback. */
export async function startPageServer({ bundle, packages, prometheusUrl }: PageServerOptions): Promise<PageServer> {
  const files = createFiles({ bundle, packages });
  const traffic = createTraffic();
  let failure: Failure | undefined;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', 'http://harness');
    const proxied = /^\/api\/datasources\/proxy\/uid\/[^/]+\/(.*)$/.exec(pathname)?.[1];
    if (pathname !== '/api/ds/query' && proxied === undefined) {
      const { status, type, body } = files(pathname);
      response.writeHead(status, { 'Content-Type': type }).end(body);
      return;
    }
    const asked = await textOf(request);
    const { status, body } = failure
      ? { status: failure.status, body: JSON.stringify(failure.body) }
      : proxied === undefined
        ? await queried(prometheusUrl, asked)
        : await forwarded(`${prometheusUrl}/${proxied}${search}`, request, asked);
    traffic.add({ path: pathname, asked: asked || search, status, bytes: Buffer.byteLength(body) });
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traffic,
    failWith: (next) => (failure = next),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function queried(prometheusUrl: string, asked: string) {
  const { status, body } = await dsQuery(prometheusUrl, JSON.parse(asked) as BackendRequest);
  return { status, body: JSON.stringify(body) };
}

async function forwarded(url: string, { method = 'GET', headers }: IncomingMessage, asked: string) {
  const response = await fetch(url, {
    method,
    ...(method !== 'GET' && { body: asked, headers: { 'Content-Type': headers['content-type'] ?? '' } }),
  });
  return { status: response.status, body: await response.text() };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
