import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Measures } from '../../src/analysis/index.ts';
import type { Measured } from '../../src/quantities/index.ts';
import { prometheusSource, prometheusTransport, systemClock } from '../../src/sources/index.ts';
import { whyMissing } from '../harness/installed.ts';
import { startPrometheus } from '../harness/prometheus-server.ts';
import { samplesOf } from '../harness/samples-of.ts';
import type { RunningServer } from '../harness/server-process.ts';
import { startVictoria } from '../harness/victoria-server.ts';
import { analysesOf, onTheSecond, scrapesOf, windowsOf } from './scrapes.ts';

const RECORDINGS = readdirSync('test/fixtures/recordings')
  .filter((file) => file.endsWith('.jsonl.gz'))
  .map((file) => file.replace('.jsonl.gz', ''));

// Of numbers per second, which increases that a server scales to the window can move; of everything else.
const RATES = 0.03;
const OTHERS = 0.01;

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
    start: (scrapes: Parameters<typeof samplesOf>[0]) => startVictoria(samplesOf(scrapes, 'prometheus')),
  },
];

describe.each(SERVERS)('windows counted by $name', ({ missing, start }) => {
  let server: RunningServer | undefined;

  beforeAll(async () => {
    if (missing === undefined) server = await start(RECORDINGS.flatMap((name) => onTheSecond(scrapesOf(name))));
  }, 60_000);
  afterAll(() => server?.stop());
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  it.each(RECORDINGS)('of the whole of %s measure what its scrapes amount to', async (name) => {
    const scrapes = onTheSecond(scrapesOf(name));
    const answered = scrapes.filter(({ status }) => status === 200);
    const source = prometheusSource({
      transport: prometheusTransport({ url: server?.url ?? '' }),
      clock: systemClock,
      matchers: [{ label: 'instance', operator: '=', value: name }],
    });
    const [from, to] = [answered[0], answered.at(-1)].map(
      (scrape) => ({ kind: 'unix', seconds: scrape?.t ?? 0 }) as const,
    );
    const { windows } = await source.observe({ ...(from && { from }), ...(to && { to }) });
    const expected = analysesOf(windowsOf(scrapes));
    const actual = analysesOf(windows);
    expect(actual.map(({ engine }) => engine)).toEqual(expected.map(({ engine }) => engine));
    expect(actual.map(({ version }) => version)).toEqual(expected.map(({ version }) => version));
    actual.forEach(({ measures }, index) => {
      const wanted = expected[index]?.measures;
      if (!wanted) throw new Error('unreachable: as many as expected');
      expect(differing(measures, wanted, scrapes.length > answered.length)).toEqual([]);
      expect(Object.values(measures).filter(({ known }) => known).length).toBeGreaterThan(40);
    });
  });
});

/** The measures that are further apart than they may be, with what they are. */
function differing(measures: Measures, wanted: Measures, hasOutage: boolean): object[] {
  return Object.entries(measures).flatMap(([id, actual]): object[] => {
    const expected = wanted[id as keyof Measures];
    if (!actual.known || !expected.known) return actual.known === expected.known ? [] : [{ id, actual, expected }];
    if (DIFFERENCES.includes(id)) return [];
    const isHarder = hasOutage && OF_GAUGES.includes(id);
    const tolerance = id.endsWith('PerSecond') ? RATES : isHarder ? GAUGES_ACROSS_AN_OUTAGE : OTHERS;
    return numbersOf(actual).some((number, i) => !isNear(number, numbersOf(expected)[i], tolerance))
      ? [{ id, actual: numbersOf(actual), expected: numbersOf(expected) }]
      : [];
  });
}

const numbersOf = ({ value, low, high }: Extract<Measured, { known: true }>) => [value, low, high];

const isNear = (left: number | undefined, right: number | undefined, tolerance: number): boolean =>
  left === undefined || right === undefined
    ? left === right
    : Math.abs(left - right) <= tolerance * Math.max(Math.abs(left), Math.abs(right));
