// @vitest-environment node
import type { DataFrame } from '@grafana/data';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReader, settingsOf, type Reader } from '../../../../src/grafana/datasource/core.ts';
import { askQuery, type QueryContext } from '../../../../src/grafana/datasource/reading/ask-query.ts';
import type { EventKind, RidgelineQuery } from '../../../../src/grafana/query/index.ts';
import { prometheusTransport } from '../../../../src/sources/index.ts';
import { overHttp } from '../../../../src/sources/prometheus-api/index.ts';
import { analysesOf, onTheSecond, scrapesOf, windowsOf } from '../../../contracts/scrapes.ts';
import { whyMissing } from '../../../harness/installed.ts';
import { startPrometheus } from '../../../harness/prometheus-server.ts';
import { samplesOf } from '../../../harness/samples-of.ts';
import type { RunningServer } from '../../../harness/server-process.ts';

const scrapes = onTheSecond(scrapesOf('b_overload'));
const startAtSeconds = scrapes[0]?.t ?? 0;
// When the client began: the recording starts some seconds earlier.
const loadAtSeconds = 1_795_317_286.39;
const settings = settingsOf({
  deployments: [{ model: 'Qwen/Qwen2.5-0.5B', hardware: { gpu: 'l4' }, engine: { maxNumSeqs: 16 } }],
  objectives: [{ ttftSeconds: 0.3, tpotSeconds: 0.03 }],
});

describe('queries against a Prometheus that holds an overload', () => {
  const missing = whyMissing('prometheus', 'promtool');
  let server: RunningServer | undefined;
  let reader: Reader;
  let requests = 0;

  beforeAll(async () => {
    if (missing !== undefined) return;
    server = await startPrometheus({ samples: samplesOf(scrapes, 'openmetrics') });
    const transport = prometheusTransport({ url: server.url });
    reader = createReader(
      overHttp({
        name: 'test',
        send: (request) => {
          requests++;
          return transport.send(request);
        },
      }),
    );
  }, 60_000);
  afterAll(() => server?.stop());
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  const context = (more: Partial<QueryContext> = {}): QueryContext => ({
    fromSeconds: startAtSeconds,
    toSeconds: startAtSeconds + 190,
    maxDataPoints: 100,
    filters: [],
    formatTime: (seconds) => new Date(seconds * 1e3).toISOString(),
    source: 'test',
    settings,
    ...more,
  });
  const ask = (query: Partial<RidgelineQuery>, more?: Partial<QueryContext>): Promise<DataFrame[]> =>
    askQuery(reader, { refId: 'A', kind: 'answer', ...query }, context(more), new AbortController().signal);

  const column = (frame: DataFrame | undefined, name: string): unknown[] =>
    frame?.fields.find((field) => field.name === name)?.values ?? [];

  it('say first what is full, with numbers, and when it was worst', async () => {
    const [answer] = await ask({ kind: 'answer' });
    expect(column(answer, 'state')).toEqual(['full']);
    expect(column(answer, 'answer')).toEqual([
      '2.86/s arrive, 2.86/s finish. Full: sequence slots, 16 of 16 running while up to 332 wait (not: KV cache, used up to 1.4 %)',
    ]);
    expect(String(column(answer, 'worst')[0])).toMatch(/^2026-11-22T03:1\d:\d\d\.000Z: ~\d+ s for a new request$/);
  });

  it('name demand and capacity while the queue grows, and the wait of a request that arrives then', async () => {
    const [answer] = await ask({ kind: 'answer' }, { fromSeconds: loadAtSeconds + 20, toSeconds: loadAtSeconds + 55 });
    // By the client's own timings: 9.2 arrivals a second, and a wait of 101 s for those who came 55 s in.
    expect(Number(column(answer, 'arrivalsPerSecond')[0])).toBeCloseTo(9.2, 0);
    const wait = Number(column(answer, 'waitForecastSeconds')[0]);
    expect(Math.abs(wait - 101) / 101).toBeLessThan(0.2);
  });

  it('give the numbers of the report, of the same windows', async () => {
    const [fleet] = await ask({ kind: 'fleet' });
    const [analysis] = analysesOf(windowsOf(scrapes));
    for (const id of ['requestsRunning', 'kvCacheUsageRatio', 'ttftSeconds', 'tpotSeconds'] as const) {
      const measured = analysis?.measures[id];
      const expected = measured?.known ? measured.value : Number.NaN;
      expect(Math.abs(Number(column(fleet, id)[0]) - expected) / expected).toBeLessThan(0.01);
    }
  });

  it('show every limit as a share, and mark the one that binds', async () => {
    const [limits] = await ask({ kind: 'limits' });
    expect(column(limits, 'limit')).toEqual([
      'sequence slots',
      'KV cache',
      'step tokens',
      'memory bandwidth',
      'compute',
    ]);
    expect(column(limits, 'binds')).toEqual([true, false, false, false, false]);
    expect(column(limits, 'state')).toEqual(['full', 'open', 'unknown', 'open', 'open']);
    expect(column(limits, 'mostRatio')[0]).toBe(1);
  });

  it('say what is wrong and what to change, the gravest first', async () => {
    const before = requests;
    const [findings] = await ask({ kind: 'findings' });
    // Three of them to find the engines.
    expect(requests - before).toBeLessThanOrEqual(11);
    expect(column(findings, 'finding')[0]).toBe('sequence-cap');
    expect(column(findings, 'severity')[0]).toBe('critical');
    expect(column(findings, 'do')[0]).toBe('raise --max-num-seqs to 32');
    expect(column(findings, 'followsFrom')[0]).toBeNull();
    expect(findings?.meta?.notices?.[0]?.text).toMatch(/^\d+ of \d+ rules cannot tell \(\d+: /);
  });

  it('mark in a graph from when to when it was wrong, only where that is asked', async () => {
    const marked = async (...events: EventKind[]) => (await ask({ kind: 'events', events }))[0];
    const frame = await marked('findings');
    const at = column(frame, 'tags').indexOf('ridgeline,findings,critical,sequence-cap');
    // The cap is full from the first seconds of the load on; steps of 5 s look back over no more than themselves.
    expect(Math.abs(Number(column(frame, 'time')[at]) / 1e3 - loadAtSeconds)).toBeLessThan(15);
    expect(Number(column(frame, 'timeEnd')[at]) / 1e3 - loadAtSeconds).toBeGreaterThan(60);
    expect(String(column(frame, 'text')[at])).toMatch(/^critical; worst at 2026-.*Z: 16 of 16 slots are taken/);
    expect(frame?.meta?.executedQueryString).toContain('vllm:');
    expect(column(await marked('restarts', 'configuration'), 'tags')).toEqual([]);
  });

  it('take the time apart into phases that add up', async () => {
    const frames = await ask({ kind: 'anatomy' });
    expect(frames.map(({ name }) => name)).toEqual([
      'queueSeconds',
      'prefillSeconds',
      'decodeSeconds',
      'frontendSeconds',
    ]);
    const [e2e] = await ask({ kind: 'measures', measures: ['e2eSeconds'] });
    const at = (frame: DataFrame | undefined): number => Number(column(frame, 'value').at(-20));
    expect(frames.map(at).reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo(at(e2e), 6);
  });

  it('draw bounds as a band between the fields low and high', async () => {
    const [goodput] = await ask({ kind: 'goodput' });
    expect(goodput?.fields.map(({ name }) => name)).toEqual(['time', 'value', 'low', 'high']);
    const [low, value, high] = ['low', 'value', 'high'].map((name) => Number(column(goodput, name)[20]));
    expect(low).toBeLessThanOrEqual(value ?? Number.NaN);
    expect(value).toBeLessThanOrEqual(high ?? Number.NaN);
    expect(goodput?.fields[3]?.config.custom).toMatchObject({ fillBelowTo: 'goodput (low)' });
  });

  it('give points, roofs and limits of a roofline, with where it was before', async () => {
    const [points, roofs, limits] = await ask({ kind: 'roofline' });
    expect(new Set(column(points, 'phase'))).toEqual(new Set(['prefill', 'decode', 'together']));
    expect(points?.length).toBeGreaterThan(200);
    expect(column(roofs, 'roof')).toContain('bf16');
    expect(column(limits, 'limit')).toContain('slots');
  });

  it('give each unit, and what was asked for, on inspection', async () => {
    const [percentile] = await ask({ kind: 'percentiles', latency: 'ttft' });
    expect(percentile?.fields[1]?.config.unit).toBe('s');
    expect(percentile?.meta?.executedQueryString).toContain('time_to_first_token_seconds_bucket');
  });

  it('name what an unknown measure needs, in a notice', async () => {
    const frames = await ask({ kind: 'goodput' }, { settings: settingsOf({}) });
    expect(frames[0]?.meta?.notices?.map(({ text }) => text).join()).toMatch(
      /goodput: unknown \(not declared; set objectives/,
    );
  });

  it('take an objective of the panel before that of the settings', async () => {
    const [generous] = await ask({ kind: 'goodput', objective: { ttft: '2560' } });
    expect(generous?.name).toBe('goodputRatio');
    const [declared] = await ask({ kind: 'goodput' });
    const mean = (frame: DataFrame | undefined) =>
      column(frame, 'value').reduce<number>((total, value) => total + Number(value), 0) / 94;
    expect(mean(generous)).toBeGreaterThan(mean(declared) + 0.3);
    await expect(ask({ kind: 'goodput', objective: { ttft: 'soon' } })).rejects.toThrow(
      /"soon", which is no number of seconds/,
    );
  });

  it('say that no engine matches, and what to do', async () => {
    await expect(ask({ kind: 'answer', model: 'nobody' })).rejects.toThrow(/no series of vLLM that match .*nobody/);
  });

  it('are read together when several panels ask for the same stretch', async () => {
    const before = requests;
    const later = { fromSeconds: startAtSeconds + 1, toSeconds: startAtSeconds + 181 };
    await Promise.all([
      ...(['answer', 'limits', 'anatomy', 'occupancy'] as const).map((kind) => ask({ kind }, later)),
      ask({ kind: 'measures', measures: ['generationTokensPerSecond', 'kvCacheUsageRatio'] }, later),
    ]);
    expect(requests - before).toBeLessThanOrEqual(25);
  });
});
