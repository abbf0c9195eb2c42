import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { median, type BenchRow } from './bench-row.ts';

const TARGETS = 200;
const HUNG = 20;
const REFUSING = 20;

interface Course {
  readonly everySeconds: number;
  readonly windowSeconds: number;
  readonly timeoutSeconds: number;
  readonly forSeconds: number;
  /** Until the code is warm and, of a course that measures memory, the window full; only then anything counts. */
  readonly warmUpSeconds: number;
  readonly askEverySeconds: number;
  readonly quantile: number;
  /** Long enough to tell whether memory is flat. */
  readonly isMemoryTold: boolean;
}

const FULL: Course = {
  everySeconds: 15,
  windowSeconds: 60,
  timeoutSeconds: 10,
  forSeconds: 600,
  warmUpSeconds: 150,
  askEverySeconds: 0.47, // Not in step with the cycle.
  quantile: 0.99,
  isMemoryTold: true,
};
// A third as long a cycle, so three times the share of time in which a report is being made.
const SHORT: Course = {
  everySeconds: 5,
  windowSeconds: 20,
  timeoutSeconds: 3,
  forSeconds: 25,
  warmUpSeconds: 9,
  askEverySeconds: 0.13,
  quantile: 0.95,
  isMemoryTold: false,
};

/**
 * The command as it is shipped, as a process of its own, with a fleet of which some hang and some refuse. The pages come
 * from this process, and so do the requests for /metrics: their time includes reading the answer.
 */
export async function benchExporter(isShort: boolean): Promise<BenchRow[]> {
  const course = isShort ? SHORT : FULL;
  const pages = await servePages();
  // Inside the checkout, so that its packages are found.
  const command = join('node_modules', '.ridgeline-bench-exporter.mjs');
  buildSync({
    entryPoints: ['src/cli/main.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: command,
  });
  const { everySeconds, windowSeconds, timeoutSeconds } = course;
  const times = ['--every', `${everySeconds}s`, '--window', `${windowSeconds}s`, '--timeout', `${timeoutSeconds}s`];
  const args = [command, 'export', ...(await targetUrls(pages)), ...times, '--listen', '127.0.0.1:0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    return rowsOf(await observe(await urlOf(child), course), course);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(command);
    pages.closeAllConnections();
    pages.close();
  }
}

/** /1, /2 … answer with pages of a real recording, each a different one and with every request the next; /hung never. */
async function servePages(): Promise<Server> {
  const lines = gunzipSync(readFileSync('test/fixtures/recordings/b_overload.jsonl.gz')).toString().trim().split('\n');
  const bodies = lines.map((line) => (JSON.parse(line) as { readonly body: string }).body);
  const next = new Map<string, number>();
  const server = createServer(({ url = '' }, response) => {
    if (url.startsWith('/hung')) return;
    const index = next.get(url) ?? Number(url.slice(1));
    next.set(url, index + 1);
    response.end(bodies[index % bodies.length]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function targetUrls(pages: Server): Promise<string[]> {
  const origin = originOf(pages);
  const urls = Array.from({ length: TARGETS - HUNG - REFUSING }, (_, i) => `${origin}/${i}`);
  const hung = Array.from({ length: HUNG }, (_, i) => `${origin}/hung${i}`);
  const refusing = await Promise.all(Array.from({ length: REFUSING }, nobody));
  return [...urls, ...hung, ...refusing];
}

/** An origin where nobody listens any more. */
async function nobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = originOf(server);
  await new Promise((resolve) => server.close(resolve));
  return origin;
}

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function urlOf(child: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  for await (const line of child.stdout) return String(line).trim();
  throw new Error('the exporter ended before it served');
}

/** One look at /metrics. */
interface Look {
  readonly sinceStartSeconds: number;
  readonly latencySeconds: number;
  /** How late a timer of this process fired just before: what a busy machine does to anybody. */
  readonly oversleptSeconds: number;
  readonly bytes: number;
  readonly engines: number;
  readonly reports: number;
  readonly lastReportAtSeconds: number;
  readonly residentBytes: number;
  readonly heapBytes: number;
}

async function observe(url: string, { forSeconds, askEverySeconds }: Course): Promise<Look[]> {
  const agent = new Agent({ keepAlive: true });
  const startedAt = performance.now();
  const looks: Look[] = [];
  const sinceStart = () => (performance.now() - startedAt) / 1000;
  let oversleptSeconds = 0;
  while (sinceStart() < forSeconds) {
    const askedAt = performance.now();
    const page = await read(url, agent);
    const latencySeconds = (performance.now() - askedAt) / 1000;
    const value = (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(page)?.[1]);
    looks.push({
      sinceStartSeconds: sinceStart(),
      latencySeconds,
      oversleptSeconds,
      bytes: page.length,
      engines: value('ridgeline_engines'),
      reports: value('ridgeline_reports_total'),
      lastReportAtSeconds: value('ridgeline_last_report_timestamp_seconds'),
      residentBytes: value('process_resident_memory_bytes'),
      heapBytes: value('nodejs_heap_size_used_bytes'),
    });
    const restSeconds = Math.max(0, askEverySeconds - latencySeconds);
    const sleptFrom = sinceStart();
    await sleep(restSeconds * 1000);
    oversleptSeconds = sinceStart() - sleptFrom - restSeconds;
  }
  agent.destroy();
  return looks;
}

const read = (url: string, agent: Agent): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      text(response).then(resolve, reject);
    }).on('error', reject);
  });

function rowsOf(looks: readonly Look[], course: Course): BenchRow[] {
  const { everySeconds, warmUpSeconds, quantile, isMemoryTold, forSeconds } = course;
  const { engines = 0, bytes = 0, reports = 0 } = looks.at(-1) ?? {};
  if (engines !== TARGETS - HUNG - REFUSING) throw new Error(`expected the engines that answer, found ${engines}`);
  const warm = looks.filter(({ sinceStartSeconds }) => sinceStartSeconds >= warmUpSeconds);
  const latencies = ascending(warm.map(({ latencySeconds }) => latencySeconds));
  const overslept = ascending(warm.map(({ oversleptSeconds }) => oversleptSeconds));
  const thirds = [0, 1, 2].map((i) => warm.slice((i * warm.length) / 3, ((i + 1) * warm.length) / 3));
  const resident = thirds.map((some) => median(some.map(({ residentBytes }) => residentBytes)));
  const leastHeap = thirds.map((some) => Math.min(...some.map(({ heapBytes }) => heapBytes)));
  console.log(
    `${forSeconds} s, ${reports} reports of ${engines} engines, /metrics ${(bytes / 1e6).toFixed(1)} MB; ` +
      `after ${warmUpSeconds} s asked ${latencies.length} times: median ${inMs(median(latencies))}, ` +
      `worst ${inMs(at(latencies, 1))}, worst of all ${inMs(Math.max(...looks.map((look) => look.latencySeconds)))}; ` +
      `timers here late by ${inMs(at(overslept, quantile))} in the p${100 * quantile}; ` +
      `in thirds, resident ${inMB(resident)}, least heap in use ${inMB(leastHeap)}`,
  );
  const row = (of: string, measured: number, unit: string, below: number): BenchRow => ({
    what: `exporter of ${TARGETS} targets, ${HUNG} hung, ${REFUSING} refusing: ${of}`,
    measured,
    unit,
    claim: { below },
    goal: { below },
  });
  const [early = Number.NaN, , late = Number.NaN] = leastHeap;
  const peakMegabytes = Math.max(...looks.map(({ residentBytes }) => residentBytes)) / 1e6;
  return [
    row(`lateness of a ${everySeconds} s cycle`, latenessOf(looks, everySeconds), 's', 1),
    row(`/metrics, p${100 * quantile}`, 1000 * at(latencies, quantile), 'ms', 100),
    row('peak memory', peakMegabytes, 'MB', 500),
    // What is in use when the garbage is gone. Resident memory goes on settling for some forty reports, as V8 learns how much
    // garbage a report makes, and is flat from then on.
    ...(isMemoryTold ? [row('growth of memory', 100 * (late / early - 1), '%', 25)] : []),
  ];
}

const ascending = (values: readonly number[]): number[] => [...values].sort((left, right) => left - right);

const at = (sorted: readonly number[], quantile: number): number =>
  sorted[Math.floor(quantile * (sorted.length - 1))] ?? Number.NaN;

/** The worst, behind the beat on which the second report came. A report that is left out makes all later ones late. */
function latenessOf(looks: readonly Look[], everySeconds: number): number {
  const seen = looks.filter(({ reports }) => reports >= 2);
  const [first] = seen;
  if (!first) throw new Error('fewer than two reports');
  return Math.max(
    ...seen.map((look) => {
      const dueAtSeconds = first.lastReportAtSeconds + (look.reports - first.reports) * everySeconds;
      return look.lastReportAtSeconds - dueAtSeconds;
    }),
  );
}

const inMs = (seconds: number): string => `${(1000 * seconds).toFixed(1)} ms`;
const inMB = (bytes: readonly number[]): string => `${bytes.map((each) => (each / 1e6).toFixed(0)).join(', ')} MB`;
