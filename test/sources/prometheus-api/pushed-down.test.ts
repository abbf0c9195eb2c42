import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gaugeOf } from '../../../src/metrics/window/index.ts';
import type { PromisedLatency } from '../../../src/settings/index.ts';
import { prometheusSource, prometheusTransport } from '../../../src/sources/index.ts';
import type { PrometheusOptions } from '../../../src/sources/prometheus-api/index.ts';
import { whyMissing } from '../../harness/installed.ts';
import { samplesOf } from '../../harness/samples-of.ts';
import type { RunningServer } from '../../harness/server-process.ts';
import { startVictoria } from '../../harness/victoria-server.ts';
import { collect } from '../collect.ts';
import { clockAtNow, historyOf, LABELLING, NOW } from './made-up.ts';
import { prepared, sleepless, success, vector } from './prepared.ts';

interface Range {
  readonly first: number;
  readonly last: number;
  readonly points: number;
}

/** A server of engines that were scraped every 15 s for ever; it only knows how often, and when. */
const LATENCIES = ['time_to_first_token_seconds', 'inter_token_latency_seconds', 'e2e_request_latency_seconds'];
const NAMES = [
  'vllm:generation_tokens_total',
  ...LATENCIES.flatMap((metric) => ['sum', 'count', 'bucket'].map((part) => `vllm:${metric}_${part}`)),
];

function everlasting(engines: number, options: Pick<PrometheusOptions, 'promised'> = {}) {
  const labels = Array.from({ length: engines }, (_, i) => ({
    instance: `host-${i}`,
    job: 'vllm',
    engine: '0',
    model_name: 'm',
  }));
  const ranges: Range[] = [];
  const server = prepared(({ path, parameters: { query = '', time, start, end, step } }) => {
    if (path === 'label/__name__/values') return success(NAMES);
    if (path === 'series') return success(labels);
    if (query.startsWith('topk')) return vector(labels.slice(0, 3).map((one) => [one, 40] as const));
    if (query.endsWith('}[10m]')) {
      const values = Array.from({ length: 40 }, (_, i) => [NOW - 600 + 15 * i, '1']);
      return success({ result: labels.slice(0, 3).map((metric) => ({ metric, values })) });
    }
    const isAboutSamples = query.startsWith('max by (instance, engine, model_name) (count_over_time(');
    if (path === 'query') return vector(isAboutSamples ? labels.map((one) => [one, 4] as const) : [], {}, Number(time));
    if (!isAboutSamples) return success({ result: [] });
    const [first, last, seconds] = [Number(start), Number(end), Number(step)];
    const points = Math.floor((last - first) / seconds + 1e-6) + 1;
    ranges.push({ first, last, points });
    const values = Array.from({ length: points }, (_, i) => [first + i * seconds, '4']);
    return success({ result: labels.map((metric) => ({ metric, values })) });
  });
  return { server, ranges, source: prometheusSource({ transport: server, clock: sleepless(NOW), ...options }) };
}

describe('a long series', () => {
  it('is asked for in pieces that servers answer', async () => {
    const { source, ranges } = everlasting(1);
    const steps = await collect(source.series({ lastSeconds: 12_000 * 15 }, { stepSeconds: 15, windowSeconds: 60 }));
    expect(steps).toHaveLength(12_000);
    expect(ranges.length).toBeGreaterThan(1);
    expect(Math.max(...ranges.map(({ points }) => points))).toBeLessThanOrEqual(11_000);
    // One after another, without a gap, up to now.
    expect(ranges.reduce((sum, { points }) => sum + points, 0)).toBe(12_000);
    expect(ranges.slice(1).map(({ first }, i) => first - (ranges[i]?.last ?? 0))).toEqual(
      ranges.slice(1).map(() => 15),
    );
    expect(ranges.at(-1)?.last).toBe(NOW);
    expect(steps.map(({ endAtSeconds }) => endAtSeconds)).toEqual(
      Array.from({ length: 12_000 }, (_, i) => NOW - (11_999 - i) * 15),
    );
  });

  it('is asked for in smaller pieces of many engines, since all of a piece is held at a time', async () => {
    const { source, ranges } = everlasting(40);
    const steps = await collect(source.series({ lastSeconds: 500 * 60 }, { stepSeconds: 60 }));
    expect(steps.map(({ windows }) => windows.length)).toEqual(new Array(500).fill(40));
    expect(Math.max(...ranges.map(({ points }) => points)) * 40).toBeLessThanOrEqual(8000);
  });

  it('is asked for step by step of more engines than that', async () => {
    const { source, server, ranges } = everlasting(5001);
    const steps = await collect(source.series({ lastSeconds: 3 * 60 }, { stepSeconds: 60 }));
    expect(steps.map(({ windows }) => windows.length)).toEqual([5001, 5001, 5001]);
    expect(ranges).toEqual([]);
    expect(server.requests.filter(({ path }) => path === 'query_range')).toEqual([]);
  });

  it('is given out before all of it is asked for', async () => {
    const { source, ranges } = everlasting(1);
    await collect(source.series({ lastSeconds: 12_000 * 15 }, { stepSeconds: 15, windowSeconds: 60 }), 5000);
    expect(ranges).toHaveLength(1);
  });

  it('tells how far it is', async () => {
    const said: string[] = [];
    const onProgress = (message: string) => void said.push(message);
    await collect(everlasting(1).source.series({ lastSeconds: 12_000 * 15 }, { stepSeconds: 15, onProgress }));
    expect(said.filter((message) => message.endsWith('steps'))).toEqual([
      '8000 of 12000 steps',
      '12000 of 12000 steps',
    ]);
  });

  it('has no step that is not whole', async () => {
    const steps = await collect(everlasting(1).source.series({ lastSeconds: 299 }, { stepSeconds: 60 }));
    expect(steps).toHaveLength(4);
  });

  it('has all its whole steps, when they are fractions of a second', async () => {
    const steps = await collect(everlasting(1).source.series({ lastSeconds: 0.3 * 7 }, { stepSeconds: 0.3 }));
    expect(steps).toHaveLength(7);
  });
});

describe('what a window is called too short for', () => {
  it.each([
    [60, undefined],
    [59, /from 59 to 60 s: .* every 15 s/],
    [1, /from 1 to 60 s/],
    [90, undefined],
  ])('%d s are told as %s', async (lastSeconds, message) => {
    const { startAtSeconds, windows } = await everlasting(1).source.observe({ lastSeconds });
    const said = windows[0]?.annotations.find(({ id }) => id === 'window-widened')?.message;
    if (message === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(message);
    expect(startAtSeconds).toBeLessThanOrEqual(NOW - 60);
  });

  it('without two scrapes nothing can be told', async () => {
    const server = prepared(({ path }) =>
      path === 'label/__name__/values'
        ? success(['vllm:generation_tokens_total'])
        : path === 'series'
          ? success([{ instance: 'a' }])
          : vector([[{}, 1]]),
    );
    await expect(prometheusSource({ transport: server, clock: sleepless(NOW) }).observe({})).rejects.toMatchObject({
      code: 'empty-window',
      message: expect.stringMatching(
        /fewer than two scrapes .*Choose another stretch; check that the clocks/,
      ) as string,
    });
  });
});

describe('the buckets of a latency', () => {
  const asked = async (engines: number, promised: readonly PromisedLatency[]) => {
    const { server, source } = everlasting(engines, { promised });
    const { windows } = await source.observe({});
    const queries = server.requests.map(({ parameters }) => parameters['query'] ?? '');
    expect(windows[0]?.annotations.some(({ id }) => id === 'buckets-not-read')).toBe(engines > 200);
    return LATENCIES.filter((metric) => queries.some((query) => query.includes(`increase(vllm:${metric}_bucket`)));
  };

  it('are asked for, of a large fleet only those that an objective needs or a table shows', async () => {
    expect(await asked(200, [])).toEqual(LATENCIES);
    expect(await asked(201, [])).toEqual(['time_to_first_token_seconds']);
    expect(await asked(201, ['e2eSeconds'])).toEqual(['time_to_first_token_seconds', 'e2e_request_latency_seconds']);
  });
});

describe('the version of engines', () => {
  const asksForVersions = async (engines: number) => {
    const { server, source } = everlasting(engines);
    await source.observe({});
    return server.requests.filter(({ parameters }) => parameters['query']?.includes('__name__')).length;
  };

  it('is asked for in one query, and not of a large fleet', async () => {
    expect(await asksForVersions(1)).toBe(1);
    expect(await asksForVersions(50)).toBe(1);
    expect(await asksForVersions(51)).toBe(0);
  });
});

describe('a series on a real VictoriaMetrics', () => {
  const missing = whyMissing('victoria-metrics');
  let server: RunningServer | undefined;
  beforeAll(async () => {
    if (missing !== undefined) return;
    server = await startVictoria(samplesOf(historyOf({ target: 'vllm/a', everySeconds: 1 }), 'prometheus', LABELLING));
  }, 60_000);
  afterAll(() => server?.stop());
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  /** When each step ends, and the gauge at that moment. */
  const lastOf = async (count: number) => {
    // Not a multiple of the step.
    const clock = { ...clockAtNow, nowSeconds: () => NOW - 7 };
    const source = prometheusSource({ transport: prometheusTransport({ url: server?.url ?? '' }), clock });
    const steps = await collect(source.series({ lastSeconds: 20 * count }, { stepSeconds: 20 }));
    return steps.map(({ endAtSeconds, windows: [window] }) => [
      endAtSeconds - NOW,
      window && gaugeOf(window, 'requestsRunning')?.last.toFixed(3),
    ]);
  };

  const expected = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const end = -7 - 20 * (count - 1 - i);
      // The last scrape at a quarter of a second before a full one; half an hour before now the gauge was 0.
      return [end, (((1800 + end) / 15) % 7).toFixed(3)];
    });

  it('is counted at the instants that were asked for', async () => {
    expect(await lastOf(40)).toEqual(expected(40));
  });

  it('is counted at the instants that were asked for, when they are many', async () => {
    expect(await lastOf(60)).toEqual(expected(60));
  });
});
