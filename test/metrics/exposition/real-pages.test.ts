import { readFileSync } from 'node:fs';
import parseWithPeer from 'parse-prometheus-text-format';
import { expect, test } from 'vitest';
import { parseExposition, printExposition } from '../../../src/metrics/exposition/index.ts';
import { samplesOf } from './samples-of.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../fixtures/expositions/${name}`, import.meta.url), 'utf8');

// The counts are those of `grep -vc '^#'` and `grep -c '^# TYPE'`.
test.each([
  ['vllm-0.32.0-all-options.prom', 520, 98],
  ['vllm-0.22.1.prom', 480, 92],
  ['vllm-0.32.0-dp2-api2.prom', 672, 40],
])('%s: every sample, as another parser reads it', (name, samples, families) => {
  const page = read(name);
  const exposition = parseExposition(page);
  expect(exposition.annotations).toEqual([]);
  expect(exposition.values).toHaveLength(samples);
  expect(exposition.layout.families.size).toBe(families);
  expect(samplesOf(exposition)).toEqual(samplesOfPeer(page));
  expect(parseExposition(printExposition(exposition))).toEqual(exposition);
});

/** Without comment lines: of a histogram with several label sets the peer keeps only one. */
function samplesOfPeer(page: string): unknown[] {
  const samples = page.replaceAll(/^#.*\n/gm, '');
  return parseWithPeer(samples).flatMap(({ name, metrics }) =>
    metrics.map(({ labels = {}, value }) => [name, labels, Number(value === '+Inf' ? Infinity : value)]),
  );
}
