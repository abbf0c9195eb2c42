import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prometheusSource, prometheusTransport, systemClock, type TransportOptions } from '../../src/sources/index.ts';
import { whyMissing } from '../harness/installed.ts';
import { startPrometheus } from '../harness/prometheus-server.ts';
import type { RunningServer } from '../harness/server-process.ts';
import { nobody, serve, serveSecurely } from './loopback.ts';

interface Seen {
  readonly method: string | undefined;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
}

const seen: Seen[] = [];
afterEach(() => void seen.splice(0));

const seenOf = async (request: IncomingMessage): Promise<Seen> => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://host');
  return {
    method: request.method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    form: Object.fromEntries(new URLSearchParams(await text(request))),
    headers: request.headers,
  };
};

/** A server that notes what it is asked. */
const spy = () =>
  serve((request, response) => {
    void seenOf(request).then((what) => {
      seen.push(what);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    });
  });

const QUERY = { path: 'query', parameters: { query: 'up{job="a&b=c"}', time: '1' } } as const;

const ask = (url: string, options: Partial<TransportOptions> = {}) =>
  prometheusTransport({ url, ...options }).send(QUERY);

describe('a request', () => {
  it.each(['query', 'query_range', 'series'] as const)('for %s is a form that is posted', async (path) => {
    const transport = prometheusTransport({ url: await spy() });
    await transport.send({ path, parameters: QUERY.parameters });
    expect(seen).toMatchObject([
      { method: 'POST', path: `/api/v1/${path}`, query: {}, form: { query: 'up{job="a&b=c"}', time: '1' } },
    ]);
    expect(seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('for names is a GET, since that is all there is', async () => {
    const transport = prometheusTransport({ url: await spy() });
    await transport.send({ path: 'label/__name__/values', parameters: { 'match[]': '{a="ü&"}' } });
    expect(seen).toMatchObject([
      { method: 'GET', path: '/api/v1/label/__name__/values', query: { 'match[]': '{a="ü&"}' }, form: {} },
    ]);
  });

  it('says how long the server may take, which is as long as somebody waits', async () => {
    const origin = await spy();
    await ask(origin);
    await ask(origin, { timeoutSeconds: 7 });
    await prometheusTransport({ url: origin }).send({ path: 'label/__name__/values', parameters: {} });
    expect(seen.map(({ form, query }) => form['timeout'] ?? query['timeout'])).toEqual(['60', '7', '60']);
  });

  it('may be longer than any URL', async () => {
    const query = 'x'.repeat(1_000_000);
    await prometheusTransport({ url: await spy() }).send({ path: 'query', parameters: { query } });
    expect(seen[0]?.form['query']).toBe(query);
  });

  it.each([
    ['', ''],
    ['/', ''],
    ['/prometheus', '/prometheus'],
    ['/prometheus/', '/prometheus'],
    ['/prometheus//', '/prometheus'],
    ['/select/0/prometheus', '/select/0/prometheus'],
    ['/api/v1', ''],
    ['/api/v1/', ''],
    ['/prometheus/api/v1', '/prometheus'],
    ['/select/0/prometheus/api/v1/', '/select/0/prometheus'],
    ['/api/v1/tenant', '/api/v1/tenant'],
  ])('to a server at "%s" goes to its API', async (path, base) => {
    await ask((await spy()) + path);
    expect(seen.map((request) => request.path)).toEqual([`${base}/api/v1/query`]);
  });

  it('to a server at "/my-api/v1" goes below that', async () => {
    await ask(`${await spy()}/my-api/v1`);
    expect(seen.map(({ path }) => path)).toEqual(['/my-api/v1/api/v1/query']);
  });

  it('to a URL with a query keeps path and query apart', async () => {
    await ask(`${await spy()}/prometheus?tenant=a`);
    expect(seen).toMatchObject([{ path: '/prometheus/api/v1/query', query: { tenant: 'a' } }]);
  });
});

describe('with the settings of a user', () => {
  it.each([
    [{ credentials: { kind: 'bearer', token: 's3cret' } }, 'authorization', 'Bearer s3cret'],
    // echo -n ann:p:w | base64
    [{ credentials: { kind: 'basic', username: 'ann', password: 'p:w' } }, 'authorization', 'Basic YW5uOnA6dw=='],
    [{ headers: { 'X-Scope-OrgID': 'team-a' } }, 'x-scope-orgid', 'team-a'],
    [{ headers: { 'Accept-Encoding': 'gzip' } }, 'accept-encoding', 'gzip'],
  ] as const)('%j is sent', async (options, header, value) => {
    await ask(await spy(), options);
    expect(seen[0]?.headers[header]).toBe(value);
  });

  it('user and password before the @ are credentials, and stay out of the path', async () => {
    const origin = await spy();
    await ask(`${origin.replace('//', '//ann:p%3Aw@')}/prometheus`);
    expect(seen).toMatchObject([
      { path: '/prometheus/api/v1/query', headers: { authorization: 'Basic YW5uOnA6dw==' } },
    ]);
  });

  it.each(['localhost:9090', 'ftp://host', 'host', ''])('the URL "%s" is refused at once', (url) => {
    expect(() => prometheusTransport({ url })).toThrow(
      expect.objectContaining({ name: 'SourceError', code: 'bad-settings' }) as Error,
    );
  });

  it('a header that is none is refused at once', () => {
    expect(() => prometheusTransport({ url: 'http://host', headers: { 'X Y': 'a' } })).toThrow(/"X Y"/);
  });
});

describe('an answer', () => {
  it('is a status, a body, its type, and what the server asks for', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(429, { 'Content-Type': 'text/plain', 'Retry-After': '7' }).end('grüße'),
    );
    expect(await ask(origin)).toMatchObject({
      status: 429,
      contentType: 'text/plain',
      body: 'grüße',
      retryAfterSeconds: 7,
    });
  });

  it('that redirects is not followed unless asked', async () => {
    const target = await spy();
    const origin = await serve((_, response) => response.writeHead(307, { Location: `${target}/there` }).end());
    expect(await ask(origin)).toMatchObject({ status: 307, location: `${target}/there` });
    expect(seen).toEqual([]);
    expect(await ask(origin, { followRedirects: true })).toMatchObject({ status: 200 });
    expect(seen).toMatchObject([{ method: 'POST', path: '/there', form: { query: 'up{job="a&b=c"}' } }]);
  });

  it('that redirects elsewhere takes no credentials along', async () => {
    const target = await spy();
    const origin = await serve((_, response) => response.writeHead(307, { Location: target }).end());
    const secrets = { credentials: { kind: 'bearer', token: 's3cret' }, headers: { 'X-Scope-OrgID': 'a' } } as const;
    await ask(origin, { followRedirects: true, ...secrets });
    expect([seen[0]?.headers.authorization, seen[0]?.headers['x-scope-orgid']]).toEqual([undefined, undefined]);
  });

  it('that is too large is given up', async () => {
    const origin = await serve((_, response) => response.end('x'.repeat(2000)));
    await expect(ask(origin, { maximumBytes: 1000 })).rejects.toMatchObject({ code: 'too-large' });
  });

  it('that does not come is given up', async () => {
    const origin = await serve(() => undefined);
    await expect(ask(origin, { timeoutSeconds: 0.1 })).rejects.toMatchObject({ code: 'timeout' });
  });

  it('that is aborted throws the reason', async () => {
    const origin = await serve(() => undefined);
    const transport = prometheusTransport({ url: origin });
    await expect(transport.send({ ...QUERY, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });

  it('comes uncompressed on this machine', async () => {
    await ask(await spy());
    expect(seen[0]?.headers['accept-encoding']).toBe('identity');
  });

  it('may be compressed all the same', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"status":"success"}')),
    );
    expect((await ask(origin)).body).toBe('{"status":"success"}');
  });
});

describe('TLS', () => {
  const folder = new URL('../fixtures/tls/', import.meta.url);
  const cert = readFileSync(new URL('certificate.pem', folder));
  const tls = { cert, key: readFileSync(new URL('key.pem', folder)) };

  it('works with the authority that signed the certificate, and only with it', async () => {
    const origin = await serveSecurely(tls, (_, response) => response.end('{}'));
    expect(await ask(origin, { certificateAuthority: cert })).toMatchObject({ status: 200 });
    await expect(ask(origin)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('an authority that is none is refused at once', () => {
    expect(() => prometheusTransport({ url: 'https://host', certificateAuthority: 'nonsense' })).toThrow(/--ca-file/);
  });
});

describe('secrets', () => {
  const SECRETS = {
    credentials: { kind: 'bearer', token: 'b3ar-s3cret' },
    headers: { 'X-Api-Key': 'k3y-s3cret' },
  } as const;

  it.each([
    ['http://ann:us3r-s3cret@host:9090', 'http://host:9090/'],
    ['http://host/select/0/prometheus/', 'http://host/select/0/prometheus'],
    ['https://host/prometheus/api/v1', 'https://host/prometheus'],
  ])('are not in the name of %s', (url, name) => {
    expect(prometheusTransport({ url, ...SECRETS }).name).toBe(name);
  });

  it('are in no error, however it is printed', async () => {
    const cut = await serve((_, response) => response.destroy());
    const large = await serve((_, response) => response.end('x'.repeat(2000)));
    const hung = await serve(() => undefined);
    for (const origin of [cut, large, hung, await nobody()]) {
      const url = origin.replace('//', '//ann:us3r-s3cret@');
      const error: unknown = await ask(url, { ...SECRETS, timeoutSeconds: 0.2, maximumBytes: 100 }).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(Error);
      const printed = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
      expect(printed).toContain('POST http://127.0.0.1');
      expect(printed).not.toContain('s3cret');
    }
  });

  it.each([
    ['/login', '/login'],
    ['https://sso/login?token=t0k-s3cret', 'https://sso/login'],
  ])('are not in what is said of a redirect to %s', async (location, shown) => {
    const origin = await serve((_, response) => response.writeHead(302, { Location: location }).end());
    const transport = prometheusTransport({ url: origin.replace('//', '//ann:us3r-s3cret@') });
    const error: unknown = await prometheusSource({ transport, clock: systemClock })
      .observe({})
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'redirected', message: expect.stringContaining(shown) as string });
    expect((error as Error).message).not.toContain('s3cret');
  });
});

describe('a real Prometheus', () => {
  const missing = whyMissing('prometheus', 'promtool');
  let server: RunningServer | undefined;
  beforeAll(async () => {
    if (missing === undefined) server = await startPrometheus();
  }, 60_000);
  afterAll(() => server?.stop());
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  it.each([
    ['query', { query: 'up', time: '1' }],
    ['query_range', { query: 'up', start: '1', end: '2', step: '1.000' }],
    ['series', { 'match[]': '{__name__=~"vllm:.+"}', start: '1', end: '2' }],
    ['label/__name__/values', { 'match[]': '{__name__=~"vllm:.+"}', start: '1', end: '2' }],
  ] as const)('answers %s', async (path, parameters) => {
    const transport = prometheusTransport({ url: server?.url ?? '' });
    const { status, contentType, body } = await transport.send({ path, parameters });
    expect([status, contentType, JSON.parse(body) as object]).toMatchObject([
      200,
      'application/json',
      { status: 'success' },
    ]);
  });

  it('accepts a time limit that is no whole number of seconds', async () => {
    expect(await ask(server?.url ?? '', { timeoutSeconds: 1.5 })).toMatchObject({ status: 200 });
  });
});
