import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Measures } from '../../src/analysis/index.ts';
import type { Measured } from '../../src/quantities/index.ts';
import { prometheusSource, prometheusTransport, systemClock, type Matcher } from '../../src/sources/index.ts';
import {
  bundled,
  discoverByPromQl,
  observePushedDown,
  overHttp,
  type ApiRequest,
} from '../../src/sources/prometheus-api/index.ts';
import { whyMissing } from '../harness/installed.ts';
import { startPrometheus } from '../harness/prometheus-server.ts';
import { samplesOf } from '../harness/samples-of.ts';
import type { RunningServer } from '../harness/server-process.ts';
import { startVictoria } from '../harness/victoria-server.ts';
import { analysesOf, onTheSecond, scrapesOf, windowsOf, type Scrape } from './scrapes.ts';
import { RECORDINGS } from '../accuracy/truth.ts';

// Of numbers per second, which increases that a server scales to the window can move; of everything else.
const RATES = 0.03;
const OTHERS = 0.01;
const EXACT = 1e-9;

// Averages of gauges across an outage: the trapezoid ends on one side and begins on the other, the server's mean of the
// samples knows of neither end. A sample more or less in about 150.
const GAUGES_ACROSS_AN_OUTAGE = 0.015;
const OF_GAUGES: readonly string[] = ['requestsRunning', 'requestsInSystem', 'kvCacheUsageRatio', 'residentTokens'];

// Differences of two numbers that nearly cancel: 1 % of either is much more of these.
const DIFFERENCES: readonly string[] = ['littleResidualRatio', 'requeueSeconds'];

const SERVERS = [
  {
    name: 'Prometheus',
    missing: whyMissing('prometheus', 'promtool'),
    start: (scrapes: Parameters<typeof samplesOf>[0]) =>
      startPrometheus({ samples: samplesOf(scrapes, 'openmetrics') }),
  },
  {
    name: 'VictoriaMetrics',
    missing: whyMissing('victoria-metrics'),
    start: (scrapes: readonly Scrape[]) => startVictoria(samplesOf(scrapes, 'prometheus')),
    // It rounds sums when it stores them: measured up to 1.7e-9 s, in queue times of some microseconds.
    rounding: 2e-9,
  },
];

// From version 3 on, Prometheus leaves out a sample exactly where a range begins.
const JUST_BEFORE_SECONDS = 0.001;

/** The server has scraped the engine before, and found the same. */
const scrapedBefore = ([first, ...others]: readonly Scrape[]): Scrape[] =>
  first ? [{ ...first, t: first.t - 1 }, first, ...others] : [];

const HUNG_SECONDS = 20;

/** From the middle of an overload on it answers with the same page. */
const HANGING = ((): Scrape[] => {
  const scrapes = onTheSecond(scrapesOf('b_overload', 30, 60)).map((scrape) => ({ ...scrape, target: 'hanging' }));
  const last = scrapes.at(-1 - HUNG_SECONDS)?.body ?? '';
  return scrapes.map((scrape, i) => (i < scrapes.length - HUNG_SECONDS ? scrape : { ...scrape, body: last }));
})();

describe.each(SERVERS)('windows counted by $name', ({ missing, start, rounding }) => {
  let server: RunningServer | undefined;

  beforeAll(async () => {
    if (missing === undefined)
      server = await start([
        ...RECORDINGS.flatMap((name) => scrapedBefore(onTheSecond(scrapesOf(name)))),
        ...scrapedBefore(HANGING),
      ]);
  }, 60_000);
  afterAll(() => server?.stop());
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  it.each(RECORDINGS)('of the whole of %s measure what its scrapes amount to', async (name) => {
    const scrapes = onTheSecond(scrapesOf(name));
    const { actual, expected } = await measured(server, scrapes, false);
    const hasOutage = scrapes.some(({ status }) => status !== 200);
    actual.forEach(({ measures }, index) => {
      expect(differing(measures, expected[index]?.measures, (id) => toleranceOf(id, hasOutage))).toEqual([]);
    });
  });

  it.each(RECORDINGS)(
    'asked in bundles, and found by PromQL alone, of the whole of %s measure the same',
    async (name) => {
      const scrapes = onTheSecond(scrapesOf(name));
      const stretch = stretchOf(scrapes);
      const { actual, requests } = await measuredInBundles(server, scrapes);
      const { windows } = await sourceOf(server, scrapes, false).observe(stretch);
      const expected = analysesOf(windows);
      expect(actual.map(({ engine }) => engine)).toEqual(expected.map(({ engine }) => engine));
      actual.forEach(({ measures }, index) => {
        expect(differing(measures, expected[index]?.measures, () => EXACT)).toEqual([]);
      });
      expect(requests).toBeLessThanOrEqual(25);
    },
  );

  it('of an engine that hung for the last 20 s say so, though its counters moved before', async () => {
    for (const exact of [true, false]) {
      const { windows } = await sourceOf(server, HANGING, exact).observe(stretchOf(HANGING));
      const [analysis] = analysesOf(windows);
      expect(analysis?.annotations.map(({ id }) => id)).toContain('engine-hung');
      expect(analysis?.measures.generationTokensPerSecond).toMatchObject({ known: true });
      // Of a server it is a lower bound: it was asked for the last ten.
      expect(analysis?.stillSeconds).toBe(exact ? HUNG_SECONDS : 10);
    }
  });

  it.each(RECORDINGS)('read exactly, of the whole of %s, measure the same to 1e-9', async (name) => {
    const { actual, expected } = await measured(server, onTheSecond(scrapesOf(name)), true);
    actual.forEach(({ measures }, index) => {
      expect(differing(measures, expected[index]?.measures, () => EXACT, rounding)).toEqual([]);
    });
  });
});

/** What the server says of a whole recording, and what its scrapes say; most measures are known. */
async function measured(server: RunningServer | undefined, scrapes: readonly Scrape[], exact: boolean) {
  const { windows } = await sourceOf(server, scrapes, exact).observe(stretchOf(scrapes));
  const [actual, expected] = [analysesOf(windows), analysesOf(windowsOf(scrapes))];
  expect(actual.map(({ engine }) => engine)).toEqual(expected.map(({ engine }) => engine));
  expect(actual.map(({ version }) => version)).toEqual(expected.map(({ version }) => version));
  for (const { measures } of actual) {
    expect(Object.values(measures).filter(({ known }) => known).length).toBeGreaterThan(40);
  }
  return { actual, expected };
}

const sourceOf = (server: RunningServer | undefined, scrapes: readonly Scrape[], exact: boolean) =>
  prometheusSource({
    transport: prometheusTransport({ url: server?.url ?? '' }),
    clock: systemClock,
    matchers: matchersOf(scrapes),
    exact,
  });

const matchersOf = ([scrape]: readonly Scrape[]): Matcher[] => [
  { label: 'instance', operator: '=', value: scrape?.target ?? '' },
];

function stretchOf(scrapes: readonly Scrape[]) {
  const answered = scrapes.filter(({ status }) => status === 200);
  const at = (seconds: number) => ({ kind: 'unix', seconds }) as const;
  return { from: at((answered[0]?.t ?? 0) - JUST_BEFORE_SECONDS), to: at(answered.at(-1)?.t ?? 0) };
}

/** As a data source asks that can do no more than evaluate PromQL. */
async function measuredInBundles(server: RunningServer | undefined, scrapes: readonly Scrape[]) {
  let requests = 0;
  const transport = prometheusTransport({ url: server?.url ?? '' });
  const counting = {
    name: transport.name,
    send: (request: ApiRequest) => {
      requests++;
      return transport.send(request);
    },
  };
  const promQl = overHttp(counting);
  const { from, to } = stretchOf(scrapes);
  const stretch = { startAtSeconds: from.seconds, endAtSeconds: to.seconds, matchers: matchersOf(scrapes) };
  const discovery = await discoverByPromQl(promQl, stretch);
  const { windows } = await observePushedDown(bundled(promQl), {
    ...stretch,
    discovery,
    promised: [],
    withoutVersions: true,
  });
  return { actual: analysesOf(windows), requests };
}

function toleranceOf(id: string, hasOutage: boolean): number {
  if (DIFFERENCES.includes(id)) return Number.POSITIVE_INFINITY;
  if (id.endsWith('PerSecond')) return RATES;
  return hasOutage && OF_GAUGES.includes(id) ? GAUGES_ACROSS_AN_OUTAGE : OTHERS;
}

/** The measures that are further apart than they may be, with what they are. */
function differing(
  measures: Measures,
  wanted: Measures | undefined,
  tolerance: (id: string) => number,
  rounding = 0,
): object[] {
  return Object.entries(measures).flatMap(([id, actual]): object[] => {
    const expected = wanted?.[id as keyof Measures];
    if (!expected || !actual.known || !expected.known) {
      return actual.known === expected?.known ? [] : [{ id, actual, expected }];
    }
    return numbersOf(actual).some((number, i) => !isNear(number, numbersOf(expected)[i], tolerance(id), rounding))
      ? [{ id, actual: numbersOf(actual), expected: numbersOf(expected) }]
      : [];
  });
}

const numbersOf = ({ value, low, high }: Extract<Measured, { known: true }>) => [value, low, high];

const isNear = (left: number | undefined, right: number | undefined, tolerance: number, rounding: number): boolean =>
  left === undefined || right === undefined
    ? left === right
    : Math.abs(left - right) <= Math.max(rounding, tolerance * Math.max(Math.abs(left), Math.abs(right)));
