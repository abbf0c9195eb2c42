import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startReplay, type Replay, type ReplayOptions } from '../../src/cli/replay-server.ts';
import { readAnswers, systemClock as clock } from '../../src/sources/index.ts';

const recording = new URL('../fixtures/recordings/g_restart.jsonl.gz', import.meta.url).pathname;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ridgeline-'));
});
afterAll(() => rm(folder, { recursive: true }));

let replay: Replay | undefined;
afterEach(() => replay?.close());

const start = async (path: string, options: Partial<ReplayOptions> = {}) => {
  replay = await startReplay(path, { clock, ...options });
  return replay;
};

const file = (name: string, lines: object[]) => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
};

const get = (url: string) =>
  new Promise<{ status: number | undefined; contentType: string | undefined; body: string }>((resolve, reject) => {
    request(url, { agent: false }, (response) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode, contentType: response.headers['content-type'], body });
      }, reject);
    })
      .on('error', reject)
      .end();
  });

describe('a replay', () => {
  it('serves each page in its time, byte for byte, and the recorded failures', async () => {
    const answers = [];
    for await (const answer of readAnswers(recording)) answers.push(answer);
    const [first] = answers;
    if (!first) throw new Error('empty');
    const speed = 100;
    const startAtSeconds = clock.nowSeconds();
    const { url, done } = await start(recording, { speed });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    const bodies = answers.map((answer) => ('body' in answer ? answer.body : undefined));
    let [pages, failures, index] = [0, 0, 0];
    const end = done.then(() => 'end');
    while ((await Promise.race([end, clock.sleep(0.01)])) !== 'end') {
      const served = await get(url).catch(() => undefined);
      const nowSeconds = clock.nowSeconds();
      // One of the pages from here on, and none from the future: the recording moves forward only.
      const found = bodies.indexOf(served?.body, index);
      expect(found).toBeGreaterThanOrEqual(index);
      expect(((answers[found]?.startAtSeconds ?? 0) - first.startAtSeconds) / speed).toBeLessThanOrEqual(
        nowSeconds - startAtSeconds + 0.01,
      );
      if (served)
        expect(served).toMatchObject({ status: 200, contentType: 'text/plain; version=1.0.0; charset=utf-8' });
      index = found;
      if (served) pages++;
      else failures++;
    }
    expect(pages).toBeGreaterThan(20);
    expect(failures).toBeGreaterThan(20);
    // 240 s of recording.
    expect(clock.nowSeconds() - startAtSeconds).toBeGreaterThan(2.35);
    expect((await get(url)).body).toBe(bodies.at(-1));
  });

  it('serves recorded statuses', async () => {
    const { url } = await start(file('busy.jsonl', [{ t: 1, dur: 0, status: 503, body: 'busy' }]));
    expect(await get(url)).toMatchObject({ status: 503, body: 'busy' });
  });

  it('explains itself', async () => {
    const { url } = await start(file('engine-7.jsonl', [{ t: 1, dur: 0, status: 200, body: 'x 1\n' }]));
    const root = await get(new URL('/', url).href);
    expect(root.body.trimEnd().split('\n')).toHaveLength(2);
    expect(root.body).toMatch(/recording of engine-7[^]*\/metrics/);
    expect(await get(new URL('/v1/models', url).href)).toMatchObject({ status: 404 });
  });

  it('serves several targets, each under its name', async () => {
    const lines = ['a', 'b'].map((target) => ({ target, t: 1, dur: 0, status: 200, body: `x{t="${target}"} 1\n` }));
    const { url, done } = await start(file('several.jsonl', lines));
    await done;
    expect((await get(url)).body).toBe('x{t="a"} 1\n');
    expect((await get(`${url}?target=b`)).body).toBe('x{t="b"} 1\n');
    expect(await get(`${url}?target=c`)).toMatchObject({ status: 404 });
  });

  it('starts over when asked to', async () => {
    const lines = [1, 2].map((t) => ({ t, dur: 0, status: 200, body: `x ${t}\n` }));
    const { url } = await start(file('loop.jsonl', lines), { loop: true, speed: 20 });
    const endAtSeconds = clock.nowSeconds() + 5;
    let [previous, restarts] = ['', 0];
    while (restarts < 3 && clock.nowSeconds() < endAtSeconds) {
      const { body } = await get(url);
      if (previous === 'x 2\n' && body === 'x 1\n') restarts++;
      previous = body;
      await clock.sleep(0.01);
    }
    expect(restarts).toBe(3);
  });

  it('ends when closed, in the middle, with a request hanging on', async () => {
    const lines = [1, 100_000].map((t) => ({ t, dur: 0, status: 200, body: 'x 1\n' }));
    const long = await start(file('long.jsonl', lines));
    const { url } = long;
    const idle = createConnection({ host: '127.0.0.1', port: Number(new URL(url).port) });
    await get(url);
    await long.close();
    await long.done;
    idle.destroy();
    await expect(get(url)).rejects.toThrow('ECONNREFUSED');
  });

  it('survives odd requests', async () => {
    const { url } = await start(file('odd.jsonl', [{ t: 1, dur: 0, status: 200, body: 'x 1\n' }]));
    for (const target of ['//', '*', 'http:90000/', '/%', '/metrics?%', 'http://[/']) {
      await new Promise<void>((resolve) => {
        const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(url).port) }, () => {
          socket.end(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        });
        socket.resume().on('close', () => {
          resolve();
        });
      });
    }
    expect((await get(url)).body).toBe('x 1\n');
  });

  it('of what is no recording is an error, and no server', async () => {
    const page = new URL('../fixtures/expositions/healthy.0.txt', import.meta.url).pathname;
    await expect(startReplay(page, { clock })).rejects.toMatchObject({ code: 'not-a-recording' });
    await expect(startReplay('/no/such', { clock })).rejects.toMatchObject({ code: 'no-such-file' });
  });

  it('on a port that is taken is an error', async () => {
    const { url } = await start(recording);
    const { port } = new URL(url);
    await expect(startReplay(recording, { clock, port: Number(port) })).rejects.toMatchObject({
      name: 'SourceError',
      message: expect.stringContaining(port) as string,
    });
  });
});
