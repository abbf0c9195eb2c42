import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityKey, joinWindows, type Snapshot, type Window } from '../../src/metrics/window/index.ts';
import { parseExposition } from '../../src/metrics/exposition/index.ts';
import { readRecording } from '../../src/sources/recording/read-recording.ts';
import { ENGINE, foldOf, pageOf, vllm } from '../build-page.ts';
import { collect } from '../sources/collect.ts';

const labelled = (further: string): string => `${ENGINE.slice(0, -1)},${further}}`;

/** What grows, and by how much at most between two scrapes. */
const GROWING = [
  vllm('generation_tokens_total'),
  vllm('prompt_tokens_total'),
  vllm('request_success_total', labelled('finished_reason="stop"')),
  vllm('request_success_total', labelled('finished_reason="length"')),
  vllm('e2e_request_latency_seconds_sum'),
  vllm('e2e_request_latency_seconds_count'),
  vllm('e2e_request_latency_seconds_bucket', labelled('le="1"')),
  vllm('e2e_request_latency_seconds_bucket', labelled('le="+Inf"')),
];
const GAUGES = [vllm('num_requests_running'), vllm('num_requests_waiting'), vllm('kv_cache_usage_perc')];

interface Step {
  readonly seconds: number;
  readonly failed: boolean;
  readonly restarted: boolean;
  readonly growth: readonly number[];
  readonly gauges: readonly (number | null)[];
}

const step: fc.Arbitrary<Step> = fc.record({
  seconds: fc.oneof({ weight: 9, arbitrary: fc.double({ min: 0.1, max: 60, noNaN: true }) }, fc.constantFrom(0, -5)),
  failed: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  restarted: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  growth: fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), {
    minLength: GROWING.length,
    maxLength: GROWING.length,
  }),
  gauges: fc.array(fc.option(fc.integer({ min: 0, max: 20 })), { minLength: GAUGES.length, maxLength: GAUGES.length }),
});
const steps = fc.array(step, { minLength: 2, maxLength: 25 });

/** The scrapes of an engine that lived through these steps; a restart sets every counter to what came after it. */
function trace(lived: readonly Step[]): Snapshot[] {
  let atSeconds = 1e9;
  let counts: readonly number[] = GROWING.map(() => 0);
  let bornAtSeconds = atSeconds;
  return lived.map(({ seconds, failed, restarted, growth, gauges }): Snapshot => {
    atSeconds += seconds;
    if (restarted) bornAtSeconds = atSeconds;
    counts = counts.map((count, i) => (restarted ? 0 : count) + (growth[i] ?? 0));
    const scrape = { target: 't', atSeconds, scrapeSeconds: 0 };
    if (failed) return { ...scrape, failure: { code: 'timeout', message: '' } };
    const samples = Object.fromEntries([
      ...GROWING.map((name, i) => [name, counts[i] ?? 0] as const),
      ...GAUGES.flatMap((name, i) => (gauges[i] === null ? [] : [[name, gauges[i] ?? 0] as const])),
      ['process_start_time_seconds', bornAtSeconds] as const,
    ]);
    return { ...scrape, page: parseExposition(pageOf(samples)) };
  });
}

/** Within 1e-9 relative, for sums that add in another order. */
const close = (actual: number, expected: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
};

const increasesByKey = ({ schema, increases }: Window): Map<string, number> =>
  new Map([...schema.slotOf].map(([key, slot]) => [key, increases[slot] ?? Number.NaN]));

function expectSame(joined: Window, whole: Window): void {
  const expected = increasesByKey(whole);
  const actual = increasesByKey(joined);
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [key, increase] of expected) close(actual.get(key) ?? Number.NaN, increase);
  expect([...joined.gauges.keys()].sort()).toEqual([...whole.gauges.keys()].sort());
  for (const [name, { integral, coveredSeconds, ...extremes }] of whole.gauges) {
    const {
      integral: joinedIntegral = NaN,
      coveredSeconds: joinedCovered = NaN,
      ...rest
    } = joined.gauges.get(name) ?? {};
    close(joinedIntegral, integral);
    close(joinedCovered, coveredSeconds);
    expect(rest).toEqual(extremes);
  }
  expect([joined.plateau, joined.samples]).toEqual([whole.plateau, whole.samples]);
  const { restartSeconds, ...counted } = whole.quality;
  const { restartSeconds: joinedRestartSeconds, ...joinedCounted } = joined.quality;
  expect(joinedCounted).toEqual(counted);
  close(joinedRestartSeconds, restartSeconds);
  close(joined.seconds, whole.seconds);
}

/** Splits at the scrape with that index, if it answered, and compares the joined halves with the whole. */
function expectSplitsAt(snapshots: readonly Snapshot[], index: number): void {
  if (!snapshots[index] || 'failure' in snapshots[index]) return;
  const late = new Map(foldOf(snapshots.slice(index)).map((window) => [identityKey(window.engine), window]));
  const early = new Map(foldOf(snapshots.slice(0, index + 1)).map((window) => [identityKey(window.engine), window]));
  for (const whole of foldOf(snapshots)) {
    const [before, after] = [early.get(identityKey(whole.engine)), late.get(identityKey(whole.engine))];
    if (before && after) expectSame(joinWindows(before, after), whole);
  }
}

describe('splitting a window at any scrape and joining the parts gives the whole', () => {
  it('on generated traces, with restarts, failures, absent gauges and clock steps', () => {
    fc.assert(
      fc.property(steps, fc.nat(24), (lived, index) => {
        expectSplitsAt(trace(lived), index % lived.length);
      }),
      { numRuns: 200 },
    );
  });

  const folder = 'test/fixtures/recordings';
  const recordings = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'));
  it.each(recordings)('on %s', async (name) => {
    const snapshots = await collect(readRecording(`${folder}/${name}`));
    expect(foldOf(snapshots).length).toBeGreaterThan(0);
    for (const share of [0.02, 0.3, 0.5, 0.73, 0.98]) expectSplitsAt(snapshots, Math.floor(share * snapshots.length));
  });
});

it('increases are never negative, whatever the pages say', () => {
  const anyValue = fc.oneof(fc.double({ min: 0 }), fc.integer({ min: 0, max: 3 }), fc.constantFrom(null, Number.NaN));
  const page = fc.record({
    seconds: fc.integer({ min: -2, max: 9 }),
    values: fc.array(anyValue, { maxLength: GROWING.length }),
  });
  fc.assert(
    fc.property(fc.array(page, { minLength: 1, maxLength: 12 }), (pages) => {
      let atSeconds = 1000;
      const snapshots = pages.map(({ seconds, values }): Snapshot => {
        atSeconds += seconds;
        const present = values.flatMap((value, i) => (value === null ? [] : [[GROWING[i] ?? '', value] as const]));
        const text = pageOf({ ...Object.fromEntries(present), [vllm('num_requests_running')]: 1 });
        return { target: 't', atSeconds, scrapeSeconds: 0, page: parseExposition(text) };
      });
      const [window] = foldOf(snapshots);
      expect(window).toBeDefined();
      expect(window?.increases.some((increase) => increase < 0)).toBe(false);
    }),
  );
});

describe('the order on a page changes nothing', () => {
  const normal = (window: Window | undefined) =>
    window && {
      ...window,
      schema: undefined,
      increases: [...increasesByKey(window)].sort(),
      gauges: [...window.gauges].sort(),
      annotations: window.annotations.map(({ id }) => id).sort(),
    };
  const reordered = (text: string, seed: number): string => {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const rank = (line: string): number =>
      Array.from(line, (letter) => letter.charCodeAt(0)).reduce(
        (hash, code) => Math.imul(hash ^ code, 0x01000193),
        seed,
      );
    const shuffled = lines.sort((a, b) => rank(a.replace(/ .*/, '')) - rank(b.replace(/ .*/, '')));
    const types = text.split('\n').filter((line) => line.startsWith('#'));
    return `${[...types, ...shuffled].join('\n')}\n`;
  };

  it('neither of the samples, even when it differs from page to page, nor of the labels', () => {
    fc.assert(
      fc.property(
        steps,
        fc.array(fc.integer(), { minLength: 25, maxLength: 25 }),
        fc.boolean(),
        (lived, seeds, swap) => {
          const answered = lived.filter(({ failed }) => !failed);
          const texts = trace(answered).map((snapshot) =>
            'page' in snapshot
              ? snapshot.page.layout.series.map(({ name, labels }, i) => ({
                  name,
                  labels,
                  value: snapshot.page.values[i] ?? 0,
                }))
              : [],
          );
          const times = trace(answered).map(({ atSeconds }) => atSeconds);
          const fold = (shuffle: boolean): Window | undefined =>
            foldOf(
              texts.map((samples, i): Snapshot => {
                const print = (labels: Readonly<Record<string, string>>): string => {
                  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
                  return (shuffle && swap ? pairs.reverse() : pairs).join(',');
                };
                const text = pageOf(
                  Object.fromEntries(samples.map(({ name, labels, value }) => [`${name}{${print(labels)}}`, value])),
                );
                const page = parseExposition(shuffle ? reordered(text, seeds[i] ?? 0) : text);
                return { target: 't', atSeconds: times[i] ?? 0, scrapeSeconds: 0, page };
              }),
            )[0];
          expect(normal(fold(true))).toEqual(normal(fold(false)));
        },
      ),
      { numRuns: 60 },
    );
  });
});
