import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import parseWithPeer from 'parse-prometheus-text-format';
import { type Layout, parseExposition } from '../src/metrics/exposition/index.ts';
import { median, type BenchRow } from './bench-row.ts';

const ROUNDS = 40;
const WARM_UP_ROUNDS = 15;
const FIXTURES = new URL('../test/fixtures/', import.meta.url);

/** How many times faster than the npm package parse-prometheus-text-format a page is read: at first, and again. */
export function benchParse(): BenchRow[] {
  const page = readFileSync(new URL('expositions/vllm-0.32.0-all-options.prom', FIXTURES), 'utf8');
  const scrapes = readScrapes();
  let layout: Layout | undefined;
  const first = medianSpeedup([page], parseWithPeer, (text) => parseExposition(text));
  const again = medianSpeedup(scrapes, parseWithPeer, (text) => {
    layout = parseExposition(text, layout).layout;
  });
  const peer = 'against parse-prometheus-text-format, 60 kB page';
  return [
    { what: `parse a first page ${peer}`, measured: first, unit: '×', claim: { atLeast: 4 }, goal: { atLeast: 5 } },
    { what: `parse a page again ${peer}`, measured: again, unit: '×', claim: { atLeast: 10 }, goal: { atLeast: 10 } },
  ];
}

/** Twenty scrapes in a row of a real recording: the values change, the series do not. */
function readScrapes(): string[] {
  const lines = gunzipSync(readFileSync(new URL('recordings/b_overload.jsonl.gz', FIXTURES)))
    .toString()
    .split('\n');
  return lines.slice(100, 120).map((line) => (JSON.parse(line) as { readonly body: string }).body);
}

/** Both read the same pages in turns, so whatever else the machine does slows both; the median of the rounds' ratios. */
function medianSpeedup(
  pages: readonly string[],
  slow: (page: string) => unknown,
  fast: (page: string) => unknown,
): number {
  const ratios: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const ratio = secondsFor(pages, slow) / secondsFor(pages, fast);
    if (round >= 0) ratios.push(ratio);
  }
  return median(ratios);
}

/** The seconds to read each page at least once, twenty readings in all. */
function secondsFor(pages: readonly string[], parse: (page: string) => unknown): number {
  const start = performance.now();
  for (let i = 0; i < 20; i++) parse(pages[i % pages.length] ?? '');
  return (performance.now() - start) / 1000;
}
