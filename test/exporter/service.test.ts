import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { reportOf } from '../../src/cli/report-of.ts';
import { startReplay } from '../../src/cli/replay-server.ts';
import type { Followed } from '../../src/exporter/follow-source.ts';
import { startExporter, type ExporterOptions } from '../../src/exporter/index.ts';
import { reportSchema } from '../../src/report/index.ts';
import { NO_SETTINGS } from '../../src/settings/index.ts';
import { scrapeSource, systemClock as clock } from '../../src/sources/index.ts';
import { nobody, serve } from '../sources/loopback.ts';
import { NO_PROMTOOL, promtoolCheck } from './promtool.ts';
import { samplesOf } from './samples.ts';

const recording = new URL('../fixtures/recordings/b_overload.jsonl.gz', import.meta.url).pathname;
const EVERY_SECONDS = 0.2;

// Tests of one file share two cores with others; what they wait for comes within this.
const SOON = { timeout: 15_000, interval: 50 };

let engineUrl: string;
beforeAll(async () => {
  const replay = await startReplay(recording, { clock, speed: 20, loop: true });
  engineUrl = replay.url;
  return () => replay.close();
});

const sourceOf = (...urls: string[]): Followed =>
  scrapeSource(
    urls.map((url) => ({ url, timeoutSeconds: 0.5 })),
    { clock },
  );

async function start(source: Followed, options: Partial<ExporterOptions> = {}) {
  const lines: string[] = [];
  const exporter = await startExporter({
    source,
    reportOf: (observation) => reportOf(source.name, observation, NO_SETTINGS),
    everySeconds: EVERY_SECONDS,
    windowSeconds: 2,
    host: '127.0.0.1',
    port: 0,
    clock,
    say: (line) => lines.push(line),
    ...options,
  });
  onTestFinished(() => exporter.close());
  const get = async (path: string) => {
    const answer = await fetch(new URL(path, exporter.url));
    return { status: answer.status, body: await answer.text() };
  };
  const value = async (name: string, labels: Readonly<Record<string, string>> = {}): Promise<number | undefined> =>
    samplesOf((await get('/metrics')).body).find(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([label, expected]) => sample.labels[label] === expected),
    )?.value;
  const ready = () => expect.poll(async () => (await get('/readyz')).status, SOON).toBe(200);
  return { exporter, lines, get, value, ready };
}

describe('the exporter', () => {
  it('serves what a live engine does, as metrics and as the report', async ({ skip }) => {
    const { exporter, get, value, ready, lines } = await start(sourceOf(engineUrl));
    expect(exporter.isLoopback).toBe(true);
    await ready();
    await expect.poll(() => value('ridgeline_generation_tokens_per_second'), SOON).toBeGreaterThan(0);
    expect((await get('/healthz')).status).toBe(200);
    await expect
      .poll(async () => (await get('/readyz')).body, SOON)
      .toMatch(/^Ready: 1 engine in the report made .*ago\.\n$/);
    const { engines, source } = reportSchema.parse(JSON.parse((await get('/api/report')).body));
    expect(source).toBe(engineUrl);
    expect(engines).toMatchObject([{ target: engineUrl, engine: '0', model: 'tiny' }]);
    const identity = { target: engineUrl, engine: '0', model_name: 'tiny' };
    expect(await value('ridgeline_kv_cache_capacity_tokens', identity)).toBe(349_440);
    expect(await value('ridgeline_annotations_total', { ...identity, id: 'gauge-only-sampled' })).toBeGreaterThan(0);
    expect(await value('ridgeline_engines')).toBe(1);
    expect(await value('ridgeline_slowest_scrape_seconds')).toBeGreaterThan(0);
    expect(lines).toEqual(['The first report is there.']);
    skip(NO_PROMTOOL !== undefined, NO_PROMTOOL);
    expect(promtoolCheck((await get('/metrics')).body)).toBe('');
  });

  it('is not ready, and says why, before an engine has answered', async () => {
    const dead = await nobody();
    const { get, value, lines } = await start(sourceOf(dead));
    await expect.poll(() => value('ridgeline_targets_failing'), SOON).toBe(1);
    const { status, body } = await get('/readyz');
    expect({ status, body }).toEqual({
      status: 503,
      body: 'Not ready: no engine has answered yet, and one target fails.\n',
    });
    const report = await get('/api/report');
    expect(report.status).toBe(503);
    expect(JSON.parse(report.body)).toMatchObject({
      error: 'no engine has answered yet, and one target fails.',
      errors: [{ code: 'unreachable' }],
    });
    expect(await value('ridgeline_engines')).toBe(0);
    expect(await value('ridgeline_slowest_scrape_seconds')).toBeUndefined();
    expect((await get('/healthz')).status).toBe(200);
    await expect.poll(() => value('ridgeline_source_errors_total', { code: 'unreachable' }), SOON).toBeGreaterThan(2);
    // Once, not in each cycle.
    expect(lines).toEqual([expect.stringContaining('refused')]);
  });

  it('lets targets that hang or refuse delay nothing', async () => {
    const hung = await serve(() => undefined);
    const { get, value, ready, lines } = await start(sourceOf(engineUrl, hung, await nobody()));
    await ready();
    await expect.poll(() => value('ridgeline_targets_failing'), SOON).toBe(2);
    const before = (await value('ridgeline_reports_total')) ?? 0;
    const startedAt = performance.now();
    for (let times = 0; times < 20; times++) expect((await get('/metrics')).status).toBe(200);
    expect((performance.now() - startedAt) / 20).toBeLessThan(100);
    await expect.poll(() => value('ridgeline_reports_total'), SOON).toBeGreaterThan(before + 5);
    expect(await value('ridgeline_source_errors_total', { code: 'timeout' })).toBeGreaterThan(0);
    expect(lines).toHaveLength(3);
  });

  it('lets an engine that falls silent vanish from the metrics, and stay in the report', async () => {
    let isAlive = true;
    const url = await serve((request, response) => {
      if (isAlive)
        response.end('# TYPE vllm:num_requests_running gauge\nvllm:num_requests_running{model_name="m"} 3\n');
      else request.socket.destroy();
    });
    const { get, value, lines } = await start(sourceOf(url), { windowSeconds: 0.5 });
    await expect.poll(() => value('ridgeline_requests_running'), SOON).toBe(3);
    isAlive = false;
    await expect.poll(() => value('ridgeline_requests_running'), SOON).toBeUndefined();
    expect(await value('ridgeline_engines')).toBe(0);
    const { engines, errors } = reportSchema.parse(JSON.parse((await get('/api/report')).body));
    expect([engines.length, errors.length]).toEqual([1, 1]);
    isAlive = true;
    await expect.poll(() => value('ridgeline_requests_running'), SOON).toBe(3);
    expect(lines.at(-1)).toBe(`${url}/ answers again.`);
  });

  it('stops being ready when no report comes any more', async () => {
    const source = sourceOf(engineUrl);
    const stuck: Followed = {
      name: source.name,
      async *follow(options) {
        for await (const observation of source.follow(options)) {
          yield observation;
          await new Promise<void>((resolve) => {
            options.signal?.addEventListener('abort', () => {
              resolve();
            });
          });
        }
      },
    };
    const { get, ready } = await start(stuck);
    await ready();
    await expect.poll(async () => (await get('/readyz')).status, SOON).toBe(503);
    expect((await get('/readyz')).body).toMatch(
      /^Not ready: the last report is .* old, more than 3 cycles of 200 ms\.\n$/,
    );
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/api/report')).status).toBe(200);
  });

  it('goes on when a report cannot be made, or the source breaks', async () => {
    const source = sourceOf(engineUrl);
    let breaks = 2;
    let fails = 2;
    const fragile: Followed = {
      name: source.name,
      follow(options) {
        if (breaks-- > 0) throw new Error('The source broke.');
        return source.follow(options);
      },
    };
    const { value, ready, lines } = await start(fragile, {
      clock: { ...clock, sleep: (_, signal) => clock.sleep(0.01, signal) },
      reportOf: (observation) => {
        if (fails-- > 0) throw new Error('No such law.');
        return reportOf(source.name, observation, NO_SETTINGS);
      },
    });
    await ready();
    expect(await value('ridgeline_source_errors_total', { code: 'internal' })).toBe(4);
    expect(lines).toEqual([
      'The source broke. The source is followed again after a while.',
      'No such law. No report was made of this cycle.',
      'The first report is there.',
    ]);
  });

  it('closed, is gone at once, also from the engine', async () => {
    let asked = 0;
    const url = await serve(() => {
      asked += 1;
    });
    const { exporter, get } = await start(sourceOf(url));
    await expect.poll(() => asked, SOON).toBeGreaterThan(0);
    const startedAt = performance.now();
    await exporter.close();
    expect(performance.now() - startedAt).toBeLessThan(1500);
    await expect(get('/healthz')).rejects.toThrow();
    const before = asked;
    await clock.sleep(3 * EVERY_SECONDS);
    expect(asked).toBe(before);
  });
});
