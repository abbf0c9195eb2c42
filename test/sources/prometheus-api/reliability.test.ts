// Whatever becomes of the server between two looks at it: a clear error, the next cycle recovers, nothing crashes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { increaseOf } from '../../../src/metrics/window/index.ts';
import {
  parseMatchers,
  prometheusSource,
  prometheusTransport,
  type Clock,
  type Observation,
  type Transport,
} from '../../../src/sources/index.ts';
import { freePort } from '../../harness/free-port.ts';
import { whyMissing } from '../../harness/installed.ts';
import { startPrometheus } from '../../harness/prometheus-server.ts';
import { samplesOf } from '../../harness/samples-of.ts';
import type { RunningServer } from '../../harness/server-process.ts';
import { listen, nobody } from '../loopback.ts';
import { historyOf, LABELLING, NOW, TOKENS_PER_SECOND } from './made-up.ts';
import { success } from './prepared.ts';

const missing = whyMissing('prometheus', 'promtool');
const TIMEOUT_SECONDS = 1;

// The pauses between two attempts are real, so a cycle may take 1.75 s beside its queries.
const BOUND_MILLISECONDS = 5000;

/** Real pauses, but short ones between two cycles; its time stands still. */
const CLOCK: Clock = {
  nowSeconds: () => NOW,
  sleep: (seconds, signal) => sleep(seconds * 1000, undefined, signal && { signal }).catch(() => undefined),
};

const samples = () => samplesOf(historyOf({ target: 'vllm/a' }), 'openmetrics', LABELLING);

/** What one cycle after another saw. */
function cyclesOf(transport: Transport, exact = false) {
  const abort = new AbortController();
  onTestFinished(() => {
    abort.abort();
  });
  const source = prometheusSource({ transport, clock: CLOCK, matchers: parseMatchers('job="vllm"'), exact });
  const observations = source.follow({ everySeconds: 0.001, windowSeconds: 300, signal: abort.signal });
  const cycles = observations[Symbol.asyncIterator]();
  return {
    abort,
    async next(): Promise<Observation> {
      const startedAt = performance.now();
      const { value, done } = (await cycles.next()) as IteratorResult<Observation, undefined>;
      expect(performance.now() - startedAt).toBeLessThan(BOUND_MILLISECONDS);
      if (done) throw new Error('follow has ended');
      return value;
    },
    isOver: async (): Promise<boolean | undefined> => (await cycles.next()).done,
  };
}

function expectToMeasure({ windows, errors, samples: scrapes }: Observation): void {
  expect(errors).toEqual([]);
  expect(scrapes).toBe(20);
  const tokens = windows.map((window) => (increaseOf(window, 'generationTokens') ?? Number.NaN) / window.seconds);
  expect(tokens.map(Math.round)).toEqual([TOKENS_PER_SECOND]);
}

function expectToFail({ windows, errors, samples: scrapes }: Observation, code: string, message: RegExp): void {
  expect([windows, scrapes]).toEqual([[], 0]);
  expect(errors).toMatchObject([{ code }]);
  const { target, message: said } = errors[0] ?? { target: '', message: '' };
  expect(target).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(said).toMatch(message);
  // One paragraph that a terminal shows as it is: what was tried, and sentences.
  expect(said).toMatch(/^((POST|GET) )?http:\/\/127\.0\.0\.1:\d+\/.*: .*[.?]$/u);
  expect(said).not.toMatch(/\p{C}/u);
  expect(said.length).toBeLessThan(800);
}

type Misbehaviour = (response: ServerResponse, good: Buffer) => void;

const answering =
  (body: string | Buffer, status = 200, type = 'application/json'): Misbehaviour =>
  (response) => {
    response.writeHead(status, { 'Content-Type': type }).end(body);
  };

const SEED = 12345;
/** The same bytes every time. */
const noise = (length: number): Buffer => {
  let state = SEED;
  return Buffer.from(Array.from({ length }, () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) >> 16));
};

const HTML = `<!DOCTYPE html>\n<html><body>${'<p>Sign in, please.</p>\n'.repeat(450_000)}</body></html>`;

const MISBEHAVIOURS: readonly (readonly [string, Misbehaviour, code: string, message: RegExp])[] = [
  ['closes the connection at once', (response) => response.destroy(), 'unreachable', /connection was closed/],
  [
    'closes the connection in the middle of its answer',
    (response, good) => {
      response.writeHead(200, { 'Content-Length': `${good.length + 1000}` });
      response.write(good, () => response.destroy());
    },
    'unreachable',
    /connection was closed before the answer was complete/,
  ],
  ['never answers', () => undefined, 'timeout', /no complete answer within 1 s/],
  [
    'begins to answer and stops',
    (response) => {
      response.writeHead(200).write('{"status":');
    },
    'timeout',
    /no complete answer within 1 s/,
  ],
  ['answers noise', answering(noise(100_000)), 'malformed', /not of the Prometheus API/],
  ['answers nothing', answering(''), 'malformed', /not of the Prometheus API/],
  [
    'cuts its JSON',
    (response, good) => {
      response.end(good.subarray(0, -5));
    },
    'malformed',
    /not of the Prometheus API.*cutting off/,
  ],
  ['answers other JSON', answering('{"hello":["world"]}'), 'malformed', /hello/],
  ['answers null', answering('null'), 'malformed', /null/],
  ['says success and means nothing', answering(success({ result: { a: 1 } }).body), 'malformed', /success/],
  ['answers 100 000 brackets', answering('['.repeat(100_000)), 'malformed', /\[\[\[/],
  [
    'answers 100 000 brackets, all closed',
    answering(success({ result: 0 }).body.replace('0', '['.repeat(100_000) + ']'.repeat(100_000))),
    'malformed',
    /success/,
  ],
  ['answers 10 MB of HTML', answering(HTML, 200, 'text/html'), 'not-an-api', /HTML page .*\d{8} characters/],
  ['wants credentials', answering('who are you?', 401, 'text/plain'), 'unauthorised', /status 401/],
  ['is out of memory', answering('{"status":"error","error":"out of memory"}', 500), 'bad-status', /out of memory/],
  ['is overloaded for long', answering('busy', 503, 'text/plain'), 'bad-status', /503.*asked several times/],
  ['refuses a query', answering('{"status":"error","error":"too many"}', 422), 'rejected-query', /too many/],
];

describe('a server that misbehaves for a cycle', () => {
  let server: RunningServer | undefined;
  beforeAll(async () => {
    if (missing === undefined) server = await startPrometheus({ samples: samples() });
  }, 60_000);
  afterAll(() => server?.stop());
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  /** Stands before the server; `misbehave` has the last word on each request, by its number in the cycle. */
  async function proxied() {
    const proxy: { misbehave?: ((number: number) => Misbehaviour | undefined) | undefined; asked: number } = {
      asked: 0,
    };
    const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const { method = '', url = '', headers } = request;
      const body = await buffer(request);
      const answer = await fetch(`${server?.url ?? ''}${url}`, {
        method,
        headers: { 'Content-Type': headers['content-type'] ?? '' },
        ...(method === 'POST' && { body }),
      });
      const good = Buffer.from(await answer.arrayBuffer());
      const misbehaviour = proxy.misbehave?.(++proxy.asked);
      if (misbehaviour) misbehaviour(response, good);
      else response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(good);
    };
    const url = await listen(createServer((request, response) => void forward(request, response)));
    return {
      proxy,
      transport: prometheusTransport({ url: `http://${url}`, timeoutSeconds: TIMEOUT_SECONDS }),
    };
  }

  it.each(MISBEHAVIOURS)('that %s', async (_, misbehaviour, code, message) => {
    const { proxy, transport } = await proxied();
    const cycles = cyclesOf(transport);
    expectToMeasure(await cycles.next());
    proxy.misbehave = () => misbehaviour;
    expectToFail(await cycles.next(), code, message);
    proxy.misbehave = undefined;
    expectToMeasure(await cycles.next());
  });

  // Those that take long are as they are at the beginning.
  const quick = MISBEHAVIOURS.filter(([name, , code]) => code !== 'timeout' && !name.includes('for long'));

  it.each(quick)('that %s in the middle of a cycle', async (_, misbehaviour, code, message) => {
    const { proxy, transport } = await proxied();
    const cycles = cyclesOf(transport);
    // The first answers are fine: what is there, and how often it was scraped.
    proxy.misbehave = (number) => (number > 8 ? misbehaviour : undefined);
    expectToFail(await cycles.next(), code, message);
    proxy.misbehave = undefined;
    expectToMeasure(await cycles.next());
  });

  it('that is overloaded for a moment costs no cycle', async () => {
    const { proxy, transport } = await proxied();
    const cycles = cyclesOf(transport);
    proxy.misbehave = (number) => (number <= 3 ? answering('busy', 503, 'text/plain') : undefined);
    expectToMeasure(await cycles.next());
    expect(proxy.asked).toBeGreaterThan(3);
  });

  it('whose samples are read themselves recovers as well', async () => {
    const { proxy, transport } = await proxied();
    const cycles = cyclesOf(transport, true);
    expect((await cycles.next()).windows).toHaveLength(1);
    proxy.misbehave = (number) => (number > 4 ? answering(noise(1000)) : undefined);
    expectToFail(await cycles.next(), 'malformed', /not of the Prometheus API/);
    proxy.misbehave = undefined;
    expect((await cycles.next()).windows).toHaveLength(1);
  });

  it('that hangs does not hold up who aborts', async () => {
    const { proxy, transport } = await proxied();
    const cycles = cyclesOf(transport);
    expectToMeasure(await cycles.next());
    proxy.misbehave = () => () => {
      cycles.abort.abort();
    };
    const startedAt = performance.now();
    expect(await cycles.isOver()).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_SECONDS * 1000);
  });
});

describe('a server that is not there', () => {
  it('is a clear error, again and again', async () => {
    const cycles = cyclesOf(prometheusTransport({ url: await nobody() }));
    for (let i = 0; i < 3; i++) expectToFail(await cycles.next(), 'unreachable', /refused \(ECONNREFUSED\)/);
  });

  it('is not called a vLLM', async () => {
    const cycles = cyclesOf(prometheusTransport({ url: await nobody() }));
    expect((await cycles.next()).errors[0]?.message).not.toContain('vLLM');
  });
});

describe('a real Prometheus', () => {
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  async function started() {
    const port = await freePort();
    const server = await startPrometheus({ samples: samples(), port });
    onTestFinished(() => server.stop());
    return { server, port, transport: prometheusTransport({ url: server.url, timeoutSeconds: TIMEOUT_SECONDS }) };
  }

  /** Over the data of one that was killed. */
  async function restart({ folder, url }: RunningServer, port: number): Promise<void> {
    const child = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=error',
      ],
      { stdio: 'ignore' },
    );
    onTestFinished(async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    });
    while (
      !(await fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      await sleep(50);
  }

  it('that is killed while it works on a query, and started again, is measured again', async () => {
    const { server, port, transport } = await started();
    let isDoomed = false;
    const cycles = cyclesOf({
      name: transport.name,
      send: (request) => {
        const answer = transport.send(request);
        // It is stopped first, so the query is on its way when it dies.
        if (isDoomed && request.parameters['query']?.includes('avg_over_time')) {
          isDoomed = false;
          server.process.kill('SIGSTOP');
          setTimeout(() => server.process.kill('SIGKILL'), 100);
        }
        return answer;
      },
    });
    expectToMeasure(await cycles.next());
    isDoomed = true;
    expectToFail(await cycles.next(), 'unreachable', /connection was (closed|refused)/);
    expect(isDoomed).toBe(false);
    expectToFail(await cycles.next(), 'unreachable', /refused/);
    await restart(server, port);
    expectToMeasure(await cycles.next());
    expectToMeasure(await cycles.next());
  });

  it('that stands still for a while is measured again when it goes on', async () => {
    const { server, transport } = await started();
    const cycles = cyclesOf(transport);
    expectToMeasure(await cycles.next());
    server.process.kill('SIGSTOP');
    expectToFail(await cycles.next(), 'timeout', /within 1 s/);
    server.process.kill('SIGCONT');
    expectToMeasure(await cycles.next());
  });
});
