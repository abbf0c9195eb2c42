import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prometheusTransport } from '../../../src/sources/index.ts';
import { scrapeIntervals } from '../../../src/sources/prometheus-api/scrape-intervals.ts';
import { everySecond } from '../../contracts/scrapes.ts';
import { whyMissing } from '../../harness/installed.ts';
import { startPrometheus } from '../../harness/prometheus-server.ts';
import { samplesOf } from '../../harness/samples-of.ts';
import type { RunningServer } from '../../harness/server-process.ts';
import { prepared, vector, type Prepared } from './prepared.ts';

const NOW = 1_700_000_000;
const OPTIONS = { matchers: [], startAtSeconds: NOW - 300, endAtSeconds: NOW };

/** Seconds before now at which each job was scraped. */
type Jobs = Readonly<Record<string, readonly number[]>>;

const agesOf = (interval: number, oldest = 3600, phase = 0): number[] =>
  Array.from({ length: Math.floor((oldest - phase) / interval) + 1 }, (_, i) => phase + i * interval);

/** Answers as a Prometheus does: which engines have the most samples in a stretch, and the samples of those. */
const holding = (jobs: Jobs): Prepared =>
  prepared(({ parameters: { query = '' } }) => {
    const within = query.includes('[1h]') ? 3600 : 600;
    const times = Object.entries(jobs).map(
      ([job, ages]) =>
        [
          job,
          ages
            .filter((age) => age < within)
            .map((age) => NOW - age)
            .sort((a, b) => a - b),
        ] as const,
    );
    const present = times.filter(([, own]) => own.length > 0);
    const isCount = query.includes('count_over_time');
    return isCount
      ? vector(present.map(([job, own]) => [{ job, instance: job }, own.length] as const))
      : matrix(present.map(([job, own]) => [{ job, instance: job }, own] as const));
  });

/** Every value is 1. */
const matrix = (series: readonly (readonly [Record<string, string>, readonly number[]])[]) => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify({
    status: 'success',
    data: {
      resultType: 'matrix',
      result: series.map(([metric, times]) => ({ metric, values: times.map((time) => [time, '1']) })),
    },
  }),
});

const intervalsOf = async (jobs: Jobs): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries((await scrapeIntervals(holding(jobs), ['vllm:generation_tokens_total'], OPTIONS)).data);

const intervalOf = async (jobs: Jobs): Promise<number | undefined> => (await intervalsOf(jobs))['vllm'];

describe('the interval between scrapes', () => {
  it.each([1, 5, 10, 15, 30, 60])('of %d s is told, wherever the scrapes lie', async (interval) => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.999, noNaN: true }), async (part) => {
        expect(await intervalOf({ vllm: agesOf(interval, 3600, part * interval) })).toBe(interval);
      }),
    );
  });

  it.each([2, 20, 120])('of %d s is told, though nobody chooses it', async (interval) => {
    expect(await intervalOf({ vllm: agesOf(interval, 3600, interval / 3) })).toBe(interval);
  });

  it.each([1, 5, 10, 15, 30, 60])('of %d s is told, though scrapes come a little early or late', async (interval) => {
    const jitter = fc.array(fc.double({ min: -0.005, max: 0.005, noNaN: true }), { minLength: 61, maxLength: 61 });
    await fc.assert(
      fc.asyncProperty(jitter, async (jitters) => {
        const ages = agesOf(interval, 3600, interval / 2).map((age, i) => age + interval * (jitters[i % 61] ?? 0));
        expect(await intervalOf({ vllm: ages })).toBe(interval);
      }),
      { numRuns: 30 },
    );
  });

  it('is told of each job', async () => {
    const jobs = { often: agesOf(15, 3600, 5), seldom: agesOf(60, 3600, 20) };
    expect(await intervalsOf(jobs)).toEqual({ often: 15, seldom: 60 });
  });

  it('is not that of a job that is gone for long', async () => {
    expect(await intervalsOf({ now: agesOf(15, 3600, 5), gone: agesOf(60, 3600, 1800) })).toEqual({ now: 15 });
  });

  it('is told of engines that are gone since a few minutes', async () => {
    expect(await intervalOf({ vllm: agesOf(15, 3600, 400) })).toBe(15);
  });

  it('is told of engines that are a minute old, with a scrape every 15 s or less', async () => {
    expect(await intervalOf({ vllm: agesOf(15, 59, 5) })).toBe(15);
    expect(await intervalOf({ vllm: agesOf(1, 60, 0.5) })).toBe(1);
  });

  it.each([
    [1, 10],
    [5, 20],
    [30, 110],
    [60, 150],
  ])('of %d s is told of engines that are %d s old', async (interval, old) => {
    expect(await intervalOf({ vllm: agesOf(interval, old, interval / 3) })).toBe(interval);
  });

  it('is unknown with a single scrape, and with none', async () => {
    expect(await intervalOf({ vllm: [10] })).toBeUndefined();
    expect(await intervalOf({})).toBeUndefined();
    expect(await intervalOf({ vllm: [4000, 4015, 4030] })).toBeUndefined();
  });
});

it('is asked for with the matchers, at the end of the range', async () => {
  const server = holding({ vllm: agesOf(15) });
  const matchers = [{ label: 'job', operator: '=', value: 'vllm' }] as const;
  await scrapeIntervals(server, ['new', 'old'], { ...OPTIONS, matchers });
  expect(server.requests[0]?.parameters['query']).toMatch(/new\{job="vllm"\}.*\nor .*old\{job="vllm"\}/);
  for (const { parameters } of server.requests) expect(parameters['time']).toBe('1700000000.000');
});

it('passes on what the server says of its answers', async () => {
  const server = prepared(() => vector([[{ job: 'vllm' }, 4]], { warnings: ['a store is down'] }));
  expect((await scrapeIntervals(server, ['x'], OPTIONS)).warnings).toContain('a store is down');
});

describe('on a real Prometheus', () => {
  const missing = whyMissing('prometheus', 'promtool');
  let server: RunningServer | undefined;
  const PAGE = { status: 200, body: 'x 1\n' };

  /** The last `seconds` before now. */
  const scraped = (target: string, interval: number, seconds: number) =>
    everySecond(new Array(Math.floor(seconds / interval) + 1).fill(PAGE), target).map((scrape, i) => ({
      ...scrape,
      t: NOW - 0.375 - i * interval,
    }));

  const SCRAPED = [...[1, 10, 15, 30, 60].map((interval) => scraped(`every${interval}`, interval, 700))];

  beforeAll(async () => {
    if (missing !== undefined) return;
    const labels = (target: string) => ({ instance: target, job: target });
    const samples = samplesOf(
      SCRAPED.flatMap((scrapes) => scrapes.reverse()),
      'openmetrics',
      { labels },
    );
    server = await startPrometheus({ samples });
  }, 60_000);
  afterAll(() => server?.stop());
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  const measured = async (...intervals: number[]) => {
    const value = intervals.map((interval) => `every${interval}`).join('|');
    const transport = prometheusTransport({ url: server?.url ?? '' });
    const matchers = [{ label: 'job', operator: '=~', value }] as const;
    return [...(await scrapeIntervals(transport, ['nothing', 'x'], { ...OPTIONS, matchers })).data.values()];
  };

  it.each([1, 10, 15, 30, 60])('%d s are told', async (interval) => {
    expect(await measured(interval)).toEqual([interval]);
  });

  it('each of two is told', async () => {
    expect((await measured(15, 60)).sort()).toEqual([15, 60]);
  });
});
