import { expect, test } from 'vitest';
import type { MeasureId } from '../../src/analysis/index.ts';
import { analysisOf, ENGINE, foldOf, pageOf } from '../build-page.ts';
import { idsOf, knownOf, only, scrapeAt } from './load.ts';
import { histogramQuantile, sum } from './naive.ts';

// Truth: 20 requests of 0.3–0.87 s under the old edges, then an upgrade, then 20 of 1.2–1.9 s under new ones.
const before = Array.from({ length: 20 }, (_, i) => 0.3 + i * 0.03);
const after = Array.from({ length: 20 }, (_, i) => 1.2 + i * 0.035);
const truth = [...before, ...after];
const OLD = [0.1, 0.5, 1];
const NEW = [0.2, 0.5, 2];

const atMost = (seconds: readonly number[], edge: number): number => seconds.filter((one) => one <= edge).length;

const page = (edges: readonly number[], seconds: readonly number[], startedAt: number): string => {
  const name = 'vllm:time_to_first_token_seconds';
  const bucket = (le: number | '+Inf') => `${name}_bucket{engine="0",model_name="m",le="${le}"}`;
  return pageOf({
    ...Object.fromEntries(edges.map((edge) => [bucket(edge), atMost(seconds, edge)])),
    [bucket('+Inf')]: seconds.length,
    [`${name}_sum${ENGINE}`]: sum(seconds),
    [`${name}_count${ENGINE}`]: seconds.length,
    process_start_time_seconds: startedAt,
  });
};

test.each([
  ['by a restart', page(NEW, after, 15)],
  ['under running counters, as a proxy that merges pods does', page(NEW, truth, 1)],
])('M7: a bucket layout that changes inside the window (%s) leaves bounds that hold', (_, last) => {
  const edges = [...new Set([...OLD, ...NEW])].sort((left, right) => left - right);
  // sum by (le), whichever layout has it, made monotone as Prometheus does.
  const added = edges.map(
    (edge) => (OLD.includes(edge) ? atMost(before, edge) : 0) + (NEW.includes(edge) ? atMost(after, edge) : 0),
  );
  const cumulative = [...added.map((_count, i) => Math.max(...added.slice(0, i + 1))), truth.length];
  const naive = histogramQuantile(0.9, { edges: [...edges, Number.POSITIVE_INFINITY], cumulative });
  expect(naive).toBeGreaterThan(Math.max(...truth));

  const pages = [page(OLD, [], 1), page(OLD, before, 1), last].map((text, i) => scrapeAt(10 * i, text));
  const analysis = analysisOf(only(foldOf(pages)));
  expect(idsOf(analysis)).toContain('bucket-layout-changed');
  expect(knownOf(analysis, 'ttftSeconds').value).toBeCloseTo(sum(truth) / 40, 12);
  expect(knownOf(analysis, 'firstTokensPerSecond').value).toBeCloseTo(40 / 20, 12);
  const quantiles: readonly (readonly [number, MeasureId])[] = [
    [0.5, 'ttftSecondsP50'],
    [0.9, 'ttftSecondsP90'],
    [0.99, 'ttftSecondsP99'],
  ];
  for (const [q, id] of quantiles) {
    const { low, high } = knownOf(analysis, id);
    expect(low).toBeLessThanOrEqual(truth[Math.floor(q * 39)] ?? 0);
    expect(high).toBeGreaterThanOrEqual(truth[Math.ceil(q * 39)] ?? 0);
  }
});
