import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/sources/clock.ts';
import { createTarget, type TargetOptions } from '../../../src/sources/scrape/scrape-target.ts';
import { nobody, serve } from '../loopback.ts';

const page = readFileSync(new URL('../../fixtures/expositions/vllm-0.32.0-all-options.prom', import.meta.url), 'utf8');

const scrape = async (listener: RequestListener, options: Partial<TargetOptions> = {}, path = '/metrics') => {
  const origin = await serve(listener);
  return createTarget({ url: origin + path, ...options }, systemClock).scrape();
};

const answering =
  (status: number, contentType: string, body: string | Buffer): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': contentType }).end(body);

const text = (body: string | Buffer) => answering(200, 'text/plain; version=1.0.0; charset=utf-8', body);

describe('a page', () => {
  it('becomes a snapshot at the middle of the request', async () => {
    const before = systemClock.nowSeconds();
    const snapshot = await scrape((_, response) => setTimeout(() => response.end(page), 200));
    const after = systemClock.nowSeconds();
    if ('failure' in snapshot) throw new Error(snapshot.failure.message);
    expect(snapshot.page.layout.series.length).toBeGreaterThan(100);
    expect(snapshot.scrapeSeconds).toBeGreaterThan(0.19);
    expect(snapshot.atSeconds).toBeGreaterThan(before + 0.09);
    expect(snapshot.atSeconds).toBeLessThan(after - 0.09);
    expect(snapshot.atSeconds - snapshot.scrapeSeconds / 2).toBeGreaterThanOrEqual(before);
  });

  it('keeps its layout from scrape to scrape, past a failure in between', async () => {
    let requests = 0;
    const origin = await serve((_, response) => {
      requests++;
      response.writeHead(requests === 2 ? 500 : 200).end(page);
    });
    const target = createTarget({ url: origin }, systemClock);
    const [first, second, third] = [await target.scrape(), await target.scrape(), await target.scrape()];
    if (!('page' in first) || !('page' in third)) throw new Error('no page');
    expect(second).toHaveProperty('failure.code', 'bad-status');
    expect(third.page.layout).toBe(first.page.layout);
  });

  it('counts whatever its Content-Type says', async () => {
    expect(await scrape(answering(200, 'text/html', page))).toHaveProperty('page');
  });

  it.each(['vllm:num_requests_running', 'vllm_num_requests_running', 'ray_vllm_num_requests_running'])(
    'of %s is an engine page',
    async (name) => {
      expect(await scrape(text(`${name} 3\n`))).toHaveProperty('page');
    },
  );

  it('may be without samples as long as it names vLLM metrics', async () => {
    expect(await scrape(text('# TYPE vllm:num_requests_running gauge\n'))).toHaveProperty('page');
  });

  it('is fetched with headers and credentials', async () => {
    const echo: RequestListener = (request, response) => {
      expect(request.headers['x-scope']).toBe('a');
      expect(request.headers.authorization).toBe('Bearer t');
      response.end(page);
    };
    const options = { headers: { 'X-Scope': 'a' }, credentials: { kind: 'bearer', token: 't' } } as const;
    expect(await scrape(echo, options)).toHaveProperty('page');
  });
});

describe('a failure', () => {
  const html = '<!doctype html>\n<html><body>Sign in</body></html>';
  it.each<[name: string, listener: RequestListener, code: string, says: RegExp]>([
    [
      'HTML',
      answering(200, 'text/html; charset=utf-8', html),
      'not-metrics',
      /HTML.*"<!doctype html> <html>.*text\/html.*\/metrics/,
    ],
    [
      'JSON',
      answering(200, 'application/json', '{"detail":"Not Found"}'),
      'not-metrics',
      /JSON.*detail.*application\/json/,
    ],
    ['a JSON list', answering(200, 'application/json', '[1, 2]'), 'not-metrics', /JSON/],
    ['text', text('Welcome to nginx!\n'), 'not-metrics', /no metrics page.*Welcome/],
    ['an empty body', text(''), 'not-metrics', /empty/],
    ['blank lines', text('\n\n  \n'), 'not-metrics', /empty/],
    [
      'binary',
      answering(200, 'image/png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
      'not-metrics',
      /binary.*image\/png/,
    ],
    [
      'node exporter',
      text('# TYPE node_load1 gauge\nnode_load1 0.21\n'),
      'not-metrics',
      /1 series, such as node_load1.*--disable-log-stats/,
    ],
    ['a garbled page', text('# TYPE vlm:x counter\nvlm:x{a="\n'), 'malformed', /not one sample/],
    [
      '401',
      answering(401, 'text/plain', 'no'),
      'unauthorised',
      /401.*--bearer-token-file.*--basic-auth-file.*--header/,
    ],
    ['403', answering(403, 'text/plain', 'no'), 'unauthorised', /403/],
    ['404', answering(404, 'text/plain', 'nothing here'), 'bad-status', /404.*nothing here.*\/metrics/],
    ['500', answering(500, 'text/plain', 'engine\u001b[31m died'), 'bad-status', /500, saying "engine \[31m died"/],
    ['204', answering(204, 'text/plain', ''), 'bad-status', /204/],
    [
      'a redirect',
      (_, response) => response.writeHead(302, { Location: 'https://ann:s3cret@sso.example/login?token=s3cret' }).end(),
      'redirected',
      /302, a redirect to https:\/\/sso\.example\/login\?token=hidden\. .*--follow-redirects/,
    ],
    ['a closed connection', (_, response) => response.destroy(), 'unreachable', /closed/],
  ])('%s', async (_name, listener, code, says) => {
    const snapshot = await scrape(listener);
    if (!('failure' in snapshot)) throw new Error('a page');
    expect(snapshot.failure.code).toBe(code);
    expect(snapshot.failure.message).toMatch(says);
    expect(snapshot.failure.message).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\/metrics: /);
    expect(snapshot.failure.message).not.toMatch(/s3cret|\p{C}/u);
    expect(snapshot.atSeconds).toBeCloseTo(systemClock.nowSeconds(), 0);
  });

  it('a hung server', async () => {
    const snapshot = await scrape(() => undefined, { timeoutSeconds: 0.2 });
    expect(snapshot).toHaveProperty('failure.code', 'timeout');
    expect(snapshot.scrapeSeconds).toBeGreaterThan(0.19);
  });

  it('a page beyond the maximum', async () => {
    expect(await scrape(text(page), { maximumBytes: 1000 })).toHaveProperty('failure.code', 'too-large');
  });

  it('nobody there', async () => {
    const target = createTarget({ url: await nobody() }, systemClock);
    expect(await target.scrape()).toHaveProperty('failure.code', 'unreachable');
  });

  it('quotes no credentials, even when the server echoes them', async () => {
    const echo =
      (status: number): RequestListener =>
      (request, response) =>
        response.writeHead(status).end(`{"${Object.values(request.headers).join('","')}"}`.replace('{', '{"a":['));
    for (const credentials of [
      { kind: 'bearer', token: 'b3ar-s3cret' },
      { kind: 'basic', username: 'ann', password: 'p4ss-s3cret' },
    ] as const) {
      for (const status of [200, 400, 401, 500]) {
        const snapshot = await scrape(echo(status), { credentials, headers: { 'X-Key': 'h3ader-s3cret' } });
        const basic = Buffer.from('ann:p4ss-s3cret').toString('base64');
        expect(JSON.stringify(snapshot)).not.toMatch(new RegExp(`s3cret|${basic.slice(0, 8)}`));
        expect(snapshot).toHaveProperty('failure');
      }
    }
    const origin = await serve(echo(500));
    const target = createTarget({ url: origin.replace('//', '//ann:p4ss%2Ds3cret@') }, systemClock);
    const printed = JSON.stringify(await target.scrape());
    expect(target.name).toBe(`${origin}/`);
    expect(printed).not.toMatch(/s3cret|YW5uOn/); // echo -n ann: | base64
  });

  it('an abort is none: it rejects', async () => {
    const target = createTarget({ url: await serve(() => undefined) }, systemClock);
    await expect(target.scrape(AbortSignal.timeout(50))).rejects.toHaveProperty('name', 'TimeoutError');
  });

  it('options that cannot be right are told when the target is made, without secrets', () => {
    const make = (options: TargetOptions) => () => createTarget(options, systemClock);
    expect(make({ url: 'ann:s3cret@host' })).toThrow(/^"host" is not an HTTP URL/);
    expect(make({ url: 'http://host', headers: { 'X Key': 's3cret' } })).toThrow(
      /^"X Key" is not the name of an HTTP header/,
    );
    expect(make({ url: 'https://host', certificateAuthority: 's3cret' })).toThrow(/--ca-file.*holds no certificate/);
  });
});
