import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Served } from '../../src/exporter/answers.ts';
import { createHealth } from '../../src/exporter/health.ts';
import { serve } from '../../src/exporter/serve.ts';

const NOTHING_YET: Served = {
  publication: undefined,
  errors: [],
  health: createHealth(),
  everySeconds: 15,
  nowSeconds: 1000,
};

async function start(served: () => Served = () => NOTHING_YET) {
  const errors: unknown[] = [];
  const serving = await serve({ host: '127.0.0.1', port: 0, served, onError: (error) => errors.push(error) });
  onTestFinished(() => serving.close());
  const { port } = serving.address;
  return { serving, port, url: `http://127.0.0.1:${port}`, errors };
}

async function ask(url: string, method = 'GET') {
  const sent = request(url, { method, agent: false }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** A client that may do anything; says when it was closed. */
function client(port: number, says = ''): { socket: Socket; closed: Promise<unknown> } {
  const socket = connect(port, '127.0.0.1').resume();
  socket.on('error', () => undefined); // Being cut off is what is asked for.
  if (says) socket.write(says);
  onTestFinished(() => void socket.destroy());
  return { socket, closed: new Promise((resolve) => socket.on('close', resolve)) };
}

describe('the server', () => {
  it('answers GET and HEAD at its paths, and refuses the rest', async () => {
    const { url } = await start();
    const index = await ask(`${url}/`);
    expect(index.status).toBe(200);
    for (const path of ['/metrics', '/healthz', '/readyz', '/api/report']) expect(index.body).toContain(path);
    const page = await ask(`${url}/metrics?name[]=x`);
    expect(page.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const head = await ask(`${url}/metrics`, 'HEAD');
    expect({ status: head.status, body: head.body }).toEqual({ status: 200, body: '' });
    expect(Number(head.headers['content-length'])).toBeGreaterThan(1000);
    for (const path of ['/nope', '//', '/metrics/', '/api', '/%00']) expect((await ask(url + path)).status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      const refused = await ask(`${url}/metrics`, method);
      expect(refused.status).toBe(405);
      expect(refused.headers.allow).toBe('GET, HEAD');
    }
  });

  it('survives an answer that cannot be made', async () => {
    let isBroken = true;
    const { url, errors } = await start(() => {
      if (isBroken) throw new Error('broken');
      return NOTHING_YET;
    });
    expect((await ask(`${url}/metrics`)).status).toBe(500);
    expect(errors).toEqual([new Error('broken')]);
    isBroken = false;
    expect((await ask(`${url}/metrics`)).status).toBe(200);
  });

  it('closes the connection of a client that says nothing, or does not finish', async () => {
    const { port } = await start();
    const startedAt = performance.now();
    const clients = ['', 'GET /metrics HTTP/1.1\r\nHost: x\r\n', 'POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n'];
    await Promise.all(clients.map((says) => client(port, says).closed));
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  it('refuses headers without end', async () => {
    const { url, port } = await start();
    const { socket, closed } = client(port, 'GET /metrics HTTP/1.1\r\n');
    socket.write('X: y\r\n'.repeat(10_000));
    await closed;
    expect((await ask(`${url}/healthz`)).status).toBe(200);
  });

  it('survives what is no HTTP, and clients that leave in the middle', async () => {
    const { url, port } = await start();
    await client(port, '\u0016\u0003\u0001\u0002\u0000\u0001').closed;
    for (let times = 0; times < 50; times++) {
      const { socket } = client(port, 'GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n');
      if (times % 2 === 0) socket.on('connect', () => socket.resetAndDestroy());
      else socket.on('data', () => socket.resetAndDestroy());
    }
    expect((await ask(`${url}/metrics`)).status).toBe(200);
  });

  it('lets a crowd in only as far as there is room, and answers again when it is gone', async () => {
    const { url, port } = await start();
    const crowd = Array.from({ length: 200 }, () => client(port));
    await Promise.race(crowd.map(({ closed }) => closed));
    for (const { socket } of crowd) socket.destroy();
    await Promise.all(crowd.map(({ closed }) => closed));
    await expect.poll(async () => (await ask(`${url}/healthz`).catch(() => undefined))?.status).toBe(200);
  });

  it('closes soon, whoever is still connected', async () => {
    const { serving, port } = await start();
    const clients = [client(port), client(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'), client(port, 'GET /')];
    await Promise.all(clients.map(({ socket }) => once(socket, 'connect')));
    const startedAt = performance.now();
    await serving.close();
    expect(performance.now() - startedAt).toBeLessThan(1500);
    await Promise.all(clients.map(({ closed }) => closed));
  });

  it('on a port that is taken rejects with the error of the system', async () => {
    const { port } = await start();
    await expect(
      serve({ host: '127.0.0.1', port, served: () => NOTHING_YET, onError: () => undefined }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
