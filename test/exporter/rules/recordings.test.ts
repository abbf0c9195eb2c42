import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingGroups, spanOf } from '../../../src/exporter/rules/index.ts';
import { NO_SETTINGS } from '../../../src/settings/index.ts';
import { OBJECTIVE } from '../../accuracy/measure.ts';
import { whyMissing } from '../../harness/installed.ts';
import { startPrometheus } from '../../harness/prometheus-server.ts';
import { samplesOf } from '../../harness/samples-of.ts';
import type { RunningServer } from '../../harness/server-process.ts';
import { query, writtenOut } from './evaluate.ts';
import { expectationsOf, STEPS, type Expectation } from './expectations.ts';
import { replayed } from './replayed.ts';
import { speculating } from './speculating.ts';
import { RECORDINGS } from '../../accuracy/truth.ts';

// None of the recordings speculates: two pages made by hand do.
const RUNS = new Map([...RECORDINGS.map((name) => [name, replayed(name)] as const), ['speculating', speculating]]);

// The whole run, and most of it: engines that are neither empty at the start nor at the end.
const STRETCHES = [
  [0, 1],
  [0.1, 0.9],
] as const;

const SETTINGS = { ...NO_SETTINGS, objectives: [OBJECTIVE] };
const TOLERANCE = 0.02;

const skipped = whyMissing('prometheus', 'promtool');

describe.skipIf(skipped !== undefined)('every recording rule, evaluated by Prometheus', () => {
  let server: RunningServer;
  const compared = new Map<string, number>();
  const worst = new Map<string, number>();

  beforeAll(async () => {
    const labels = (target: string) => ({ instance: target, job: target });
    server = await startPrometheus({ samples: samplesOf([...RUNS.values()].flat(), 'openmetrics', { labels }) });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
  });

  it.each([...RUNS.keys()].flatMap((name) => STRETCHES.map(([from, to]) => [name, from, to] as const)))(
    'equals the measure on %s from %f to %f',
    async (name, from, to) => {
      const run = RUNS.get(name) ?? [];
      const stretch = run.slice(Math.floor(from * (run.length - 1)), Math.floor(to * (run.length - 1)) + 1);
      const scrapes = stretch.slice(
        stretch.findIndex(({ status }) => status === 200),
        stretch.findLastIndex(({ status }) => status === 200) + 1,
      );
      const [start = 0, end = 0] = [scrapes[0]?.t, scrapes.at(-1)?.t];
      const window = spanOf(end - start);
      const [range, closed] = [window, spanOf(window.seconds + 0.001)].map(({ text }) => `[${text}]`);
      const expectations = expectationsOf(scrapes, SETTINGS, window);
      const answered = await Promise.all(
        // From version 3 on, Prometheus leaves out a sample exactly where a range begins.
        expectations.map(({ expr, rules }) =>
          query(server, writtenOut(expr, rules).replaceAll(range ?? '', closed ?? ''), end),
        ),
      );
      for (const [i, expected] of expectations.entries()) {
        check(expected, answered[i]?.find(({ labels }) => belongs(labels, name, expected))?.value);
      }
    },
    60_000,
  );

  function belongs(labels: Readonly<Record<string, string>>, name: string, { engine, level }: Expectation): boolean {
    return labels['job'] === name && (level === 'model' || labels['engine'] === engine);
  }

  function check({ record, want, atMost, atLeast }: Expectation, got: number | undefined): void {
    expect.soft(got === undefined, `${record}: ${got} for ${want}`).toBe(want === undefined);
    if (want === undefined || got === undefined) return;
    const deviation = got === want ? 0 : Math.abs(got - want) / Math.max(Math.abs(got), Math.abs(want));
    const rule = record.replace(/(rate|mean|ratio|avg|max|low|high|p\d\d_)[\dhms]+$/, '$1');
    expect.soft(deviation, `${record}: ${got} for ${want}`).toBeLessThan(TOLERANCE);
    if (atLeast !== undefined) expect.soft(got, record).toBeGreaterThanOrEqual(atLeast * (1 - TOLERANCE));
    if (atMost !== undefined) expect.soft(got, record).toBeLessThanOrEqual(atMost * (1 + TOLERANCE));
    if (want !== 0) compared.set(rule, (compared.get(rule) ?? 0) + 1);
    worst.set(rule, Math.max(worst.get(rule) ?? 0, deviation));
  }

  it('was compared at least once with more than nothing', () => {
    const rules = recordingGroups(SETTINGS, spanOf(300)).flatMap((group) => group.rules);
    const names = rules.map(({ record }) => record.replace(/[15]m$/, ''));
    const notMeasures = names.filter((record) => STEPS.test(record));
    expect([...new Set(names)].filter((record) => !compared.has(record)).sort()).toEqual(
      [...new Set(notMeasures)].sort(),
    );
    // Only the averages of gauges differ by more than rounding: a mean of samples against the trapezoid through them.
    const sampled = [...worst].filter(([, deviation]) => deviation > 0.01).map(([record]) => record);
    expect(sampled.filter((record) => !record.endsWith(':avg'))).toEqual([]);
  });
});
