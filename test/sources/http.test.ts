import { readFileSync } from 'node:fs';
import { createServer as createNetServer, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { displayUrl } from '../../src/sources/display-url.ts';
import { HttpError, send, type HttpRequest } from '../../src/sources/http.ts';
import { listen, nobody, serve, serveSecurely } from './loopback.ts';

const get = (url: string, options: Partial<HttpRequest> = {}) =>
  send({ url, timeoutSeconds: 5, maximumBytes: 1_000_000, ...options });

const failureOf = async (answer: Promise<unknown>): Promise<HttpError> => {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HttpError);
  return error as HttpError;
};

describe('an answer', () => {
  it('has status, content type, body and duration, whatever the status', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(503, { 'Content-Type': 'text/plain' }).end('down for a moment'),
    );
    const answer = await get(`${origin}/metrics`);
    expect(answer).toMatchObject({ status: 503, contentType: 'text/plain' });
    expect(answer.body.toString()).toBe('down for a moment');
    expect(answer.seconds).toBeGreaterThan(0);
    expect(answer.seconds).toBeLessThan(5);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('is decompressed from %s', async (encoding, compress) => {
    const origin = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toContain(encoding);
      response.writeHead(200, { 'Content-Encoding': encoding }).end(compress('vllm:x 1\n'));
    });
    expect((await get(origin)).body.toString()).toBe('vllm:x 1\n');
  });

  it('may be empty', async () => {
    const origin = await serve((_, response) => response.end());
    expect((await get(origin)).body).toHaveLength(0);
  });

  it.each([
    ['7', 7],
    ['0', 0],
    ['1.5', 1.5],
    ['-1', undefined],
    ['soon', undefined],
    ['Wed, 21 Oct 2037 07:28:00 GMT', undefined],
    ['', undefined],
  ])('that says "Retry-After: %s" asks for %s seconds', async (header, seconds) => {
    const origin = await serve((_, response) => response.writeHead(503, { 'Retry-After': header }).end());
    expect((await get(origin)).retryAfterSeconds).toBe(seconds);
  });

  it('ignores the proxy of the environment', async () => {
    const origin = await serve((_, response) => response.end('direct'));
    const proxy = await serve((_, response) => response.end('by proxy'));
    process.env['http_proxy'] = proxy;
    try {
      expect((await get(origin)).body.toString()).toBe('direct');
    } finally {
      delete process.env['http_proxy'];
    }
  });
});

describe('a form', () => {
  const posted = async (options: Partial<HttpRequest>, path = '') => {
    let seen: object = {};
    const origin = await serve((request, response) => {
      void text(request).then((body) => {
        seen = { method: request.method, type: request.headers['content-type'], url: request.url, body };
        response.end('ok');
      });
    });
    await get(origin + path, options);
    return seen;
  };

  it('is posted, whatever is in it', async () => {
    const form = { query: 'up{a="b&c=d"} + 1', time: '1.5', 'match[]': 'ü' };
    expect(await posted({ form }, '/query?a=1')).toEqual({
      method: 'POST',
      type: 'application/x-www-form-urlencoded',
      url: '/query?a=1',
      body: 'query=up%7Ba%3D%22b%26c%3Dd%22%7D+%2B+1&time=1.5&match%5B%5D=%C3%BC',
    });
  });

  it('may be empty, and is posted all the same', async () => {
    expect(await posted({ form: {} })).toMatchObject({ method: 'POST', body: '' });
  });

  it('that is not there makes a GET', async () => {
    expect(await posted({})).toMatchObject({ method: 'GET', body: '' });
  });

  it('goes along with a redirect that is followed', async () => {
    const bodies: string[] = [];
    const origin = await serve((request, response) => {
      void text(request).then((body) => {
        bodies.push(`${request.method} ${body}`);
        if (request.url === '/') response.writeHead(307, { Location: '/there' });
        response.end();
      });
    });
    await get(origin, { form: { a: '1' }, followRedirects: true });
    expect(bodies).toEqual(['POST a=1', 'POST a=1']);
  });

  it('is named as a POST in messages', async () => {
    const { message } = await failureOf(get(await nobody(), { form: { password: 'hidden' } }));
    expect(message).toMatch(/^POST http:/);
    expect(message).not.toContain('hidden');
  });
});

describe('limits', () => {
  it('the timeout covers a server that never answers', async () => {
    const origin = await serve(() => undefined);
    const startedAt = performance.now();
    const error = await failureOf(get(origin, { timeoutSeconds: 0.2 }));
    expect(error).toMatchObject({ code: 'timeout' });
    expect(error.message).toContain('0.2 s');
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('the timeout covers a body that trickles in', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    expect(await failureOf(get(origin, { timeoutSeconds: 0.3 }))).toMatchObject({ code: 'timeout' });
  });

  it('a body without end is given up at the maximum, and the connection is closed', async () => {
    let sent = 0;
    let closed: () => void;
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    const origin = await serve((_, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = () => {
        while (sent < 100e6 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', more);
            return;
          }
        }
      };
      response.on('close', () => {
        closed();
      });
      more();
    });
    expect(await failureOf(get(origin))).toMatchObject({ code: 'too-large' });
    await isClosed;
    expect(sent).toBeLessThan(50e6);
  });

  it('a gzip bomb counts as what it inflates to', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const origin = await serve((_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb));
    const before = process.memoryUsage().arrayBuffers;
    expect(await failureOf(get(origin))).toMatchObject({ code: 'too-large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20e6);
  });

  it('an abort throws its reason, promptly', async () => {
    const origin = await serve(() => undefined);
    const abort = new AbortController();
    const answer = get(origin, { signal: abort.signal, timeoutSeconds: 60 });
    setTimeout(() => {
      abort.abort(new Error('enough'));
    }, 50);
    await expect(answer).rejects.toThrow('enough');
    await expect(get(origin, { signal: abort.signal })).rejects.toThrow('enough');
  });
});

describe('no answer', () => {
  it('a port where nobody listens', async () => {
    const error = await failureOf(get(await nobody()));
    expect(error.code).toBe('unreachable');
    expect(error.message).toMatch(/refused \(ECONNREFUSED\).*Is it running/);
  });

  it('a host name that does not exist', async () => {
    const error = await failureOf(get('http://no-such-host.invalid/metrics'));
    expect(error.code).toBe('unreachable');
    expect(error.message).toMatch(/looked up/);
  });

  it('a connection closed in the middle of the body', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('half', () => response.destroy());
    });
    const error = await failureOf(get(origin));
    expect(error.code).toBe('unreachable');
    expect(error.message).toMatch(/closed before the answer was complete/);
  });

  it('something that does not speak HTTP', async () => {
    const address = await listen(createNetServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    expect((await failureOf(get(`http://${address}`))).message).toMatch(/not HTTP/);
  });

  it('a damaged compressed body', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('this is no gzip at all'),
    );
    expect(await failureOf(get(origin))).toMatchObject({ code: 'malformed' });
  });

  it('a URL that is none', async () => {
    await expect(get('localhost:8000')).rejects.toMatchObject({ code: 'bad-settings' });
    await expect(get('ftp://host/metrics')).rejects.toMatchObject({ code: 'bad-settings' });
  });
});

describe('a kept-alive connection', () => {
  it('that the server closed is replaced without a failure', async () => {
    const sockets: Socket[] = [];
    let requests = 0;
    const address = await listen(
      createNetServer((socket) => {
        sockets.push(socket);
        socket.on('error', () => undefined);
        socket.on('data', () => {
          requests++;
          // The second request on the first connection finds it closed.
          if (requests === 2) socket.destroy();
          else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        });
      }),
    );
    expect((await get(`http://${address}`)).body.toString()).toBe('ok');
    expect((await get(`http://${address}`)).body.toString()).toBe('ok');
    expect(sockets).toHaveLength(2);
  });

  it('is used again', async () => {
    const ports = new Set<number | undefined>();
    const origin = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('ok');
    });
    for (let i = 0; i < 5; i++) await get(origin);
    expect(ports.size).toBe(1);
  });
});

describe('TLS', () => {
  const folder = new URL('../fixtures/tls/', import.meta.url);
  const cert = readFileSync(new URL('certificate.pem', folder));
  const tls = { cert, key: readFileSync(new URL('key.pem', folder)) };

  it('refuses a certificate that nobody known signed, and says what to do', async () => {
    const origin = await serveSecurely(tls, (_, response) => response.end('ok'));
    const error = await failureOf(get(origin));
    expect(error.code).toBe('unreachable');
    expect(error.message).toMatch(/certificate is signed by nobody.*--ca-file/);
  });

  it('accepts it with its certificate authority', async () => {
    const origin = await serveSecurely(tls, (_, response) => response.end('ok'));
    expect((await get(origin, { certificateAuthority: cert })).body.toString()).toBe('ok');
  });

  it('says so when one side speaks TLS and the other does not', async () => {
    const plain = await serve((_, response) => response.end('ok'));
    expect((await failureOf(get(plain.replace('http:', 'https:')))).message).toMatch(/use http:\/\//);
    const secure = await serveSecurely(tls, (_, response) => response.end('ok'));
    expect((await failureOf(get(secure.replace('https:', 'http:')))).message).toMatch(/https:\/\//);
  });
});

describe('credentials', () => {
  const seen: (string | undefined)[] = [];
  const keys: unknown[] = [];
  afterEach(() => {
    seen.length = 0;
    keys.length = 0;
  });
  const spy = () =>
    serve((request, response) => {
      seen.push(request.headers.authorization);
      keys.push(request.headers['x-api-key']);
      response.end('ok');
    });

  it('go into the Authorization header', async () => {
    const origin = await spy();
    await get(origin, { credentials: { kind: 'bearer', token: 's3cret' } });
    await get(origin, { credentials: { kind: 'basic', username: 'ann', password: 'p:w' } });
    await get(origin.replace('//', '//ann:p%3Aw@'));
    // echo -n ann:p:w | base64
    expect(seen).toEqual(['Bearer s3cret', 'Basic YW5uOnA6dw==', 'Basic YW5uOnA6dw==']);
  });

  it('never follow a redirect to another origin, nor do headers', async () => {
    const elsewhere = await spy();
    const home = await serve((request, response) => {
      const location = request.url === '/away' ? `${elsewhere}/metrics` : '/away';
      seen.push(request.headers.authorization);
      response.writeHead(302, { Location: location }).end();
    });
    const answer = await get(`${home}/start`, {
      followRedirects: true,
      headers: { 'X-Api-Key': 'k3y' },
      credentials: { kind: 'bearer', token: 's3cret' },
    });
    expect(answer.status).toBe(200);
    expect(seen).toEqual(['Bearer s3cret', 'Bearer s3cret', undefined]);
    expect(keys).toEqual([undefined]);
  });

  it('redirects are not followed unless asked, and not for ever', async () => {
    let hops = 0;
    const origin = await serve((_, response) => {
      hops++;
      response.writeHead(307, { Location: '/again' }).end();
    });
    expect(await get(origin)).toMatchObject({ status: 307, location: `${origin}/again` });
    expect(hops).toBe(1);
    expect(await get(origin, { followRedirects: true })).toMatchObject({ status: 307 });
    expect(hops).toBe(1 + 6);
  });

  it('are in no error, however it is printed', async () => {
    const secrets = {
      headers: { 'X-Api-Key': 'k3y-s3cret' },
      credentials: { kind: 'bearer', token: 'b3ar-s3cret' },
    } as const;
    const hung = await serve(() => undefined);
    const cut = await serve((_, response) => response.destroy());
    const large = await serve((_, response) => response.end('x'.repeat(2000)));
    for (const [url, options] of [
      [hung, { timeoutSeconds: 0.1 }],
      [cut, {}],
      [large, { maximumBytes: 100 }],
      [await nobody(), {}],
      ['http://no-such-host.invalid/', {}],
    ] as const) {
      const error = await failureOf(
        get(url.replace('//', '//ann:us3r-s3cret@').concat('?token=qu3ry-s3cret'), { ...secrets, ...options }),
      );
      const printed = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) + String(error.stack);
      expect(printed).toContain('GET http://');
      expect(printed).not.toContain('s3cret');
    }
  });
});

it.each([
  ['http://ann:pw@host:8000/metrics', 'http://host:8000/metrics'],
  ['http://host/metrics?api_key=abc&x=1', 'http://host/metrics?api_key=hidden&x=1'],
  ['prometheus+http://ann:pw@host:9090', 'prometheus+http://host:9090'],
  ['ann:pw@host:8000', 'host:8000'],
  ['http://ann:p@w@host:port/metrics', 'http://host:port/metrics'],
  ['localhost:8000/metrics', 'localhost:8000/metrics'],
])('displayUrl(%s) is %s', (url, shown) => {
  expect(displayUrl(url)).toBe(shown);
});
