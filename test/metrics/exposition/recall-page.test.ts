import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Layout, parseExposition } from '../../../src/metrics/exposition/index.ts';
import { samplesOf } from './samples-of.ts';

const FIRST = '# TYPE a gauge\na{b="1"} 1\na{b="2"} 2.5\n';

/** A line of a recording, as far as this test looks at it. */
interface Scrape {
  readonly body?: string;
}

test('the same series in the same order have the same layout object', () => {
  const { layout } = parseExposition(FIRST);
  const next = parseExposition('# TYPE a gauge\na{b="1"} NaN\na{b="2"} 1e9\n', layout);
  expect(next.layout).toBe(layout);
  expect([...next.values]).toEqual([NaN, 1e9]);
});

test.each([
  ['a series appears', `${FIRST}a{b="3"} 3\n`],
  ['a series vanishes', '# TYPE a gauge\na{b="1"} 1\n'],
  ['the order changes', '# TYPE a gauge\na{b="2"} 2.5\na{b="1"} 1\n'],
  ['a label changes', '# TYPE a gauge\na{b="1"} 1\na{b="x"} 2.5\n'],
  ['the type changes', '# TYPE a counter\na{b="1"} 1\na{b="2"} 2.5\n'],
  ['the dialect changes', `${FIRST}# EOF\n`],
])('when %s, the layout is another', (_, page) => {
  const { layout } = parseExposition(FIRST);
  const next = parseExposition(page, layout);
  expect(next.layout).not.toBe(layout);
  expect(next).toEqual(parseExposition(page));
});

test('when a unit changes, the layout is another', () => {
  const { layout } = parseExposition('# TYPE a gauge\n# UNIT a seconds\na 1\n# EOF\n');
  expect(parseExposition('# TYPE a gauge\n# UNIT a bytes\na 1\n# EOF\n', layout).layout).not.toBe(layout);
});

test.each([
  ['written otherwise', '# TYPE a gauge\r\na{ b="1" } 1\r\n\r\na{b="2"} 2.5 \r\n', []],
  ['with timestamps', '# TYPE a gauge\na{b="1"} 1 1000\na{b="2"} 2.5\n', []],
  ['with a value that cannot be read on another line', `${FIRST}a{b="3"} ?\n`, ['malformed-line']],
  ['with a series named twice', `${FIRST}a{b="1"} 9\n`, ['duplicate-series']],
  ['cut in the middle of a line', `${FIRST}a{b="3"} 3`, ['truncated-page']],
])('the same series %s have the same layout object', (_, page, ids) => {
  const { layout } = parseExposition(FIRST);
  const next = parseExposition(page, layout);
  expect(next.layout).toBe(layout);
  expect(next).toEqual(parseExposition(page));
  expect(next.annotations.map(({ id }) => id)).toEqual(ids);
  expect(parseExposition(page, layout)).toEqual(next);
  expect(parseExposition(FIRST, layout)).toEqual(parseExposition(FIRST));
});

test('a real recording: the layout is the same object from page to page unless series changed', () => {
  const file = new URL('../../fixtures/recordings/b_overload.jsonl.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const pages = lines.map((line) => (JSON.parse(line) as Scrape).body).filter((body) => body !== undefined);
  let layout: Layout | undefined;
  let kept = 0;
  for (const page of pages) {
    const alone = parseExposition(page);
    const next = parseExposition(page, layout);
    const before = layout?.series.map(({ name, labels }) => [name, { ...labels }]);
    const after = samplesOf(alone).map(([name, labels]) => [name, labels]);
    const isSame = JSON.stringify(before) === JSON.stringify(after);
    expect(next.layout === layout).toBe(isSame);
    expect(next).toEqual(alone);
    kept += Number(isSame);
    layout = next.layout;
  }
  expect(pages.length).toBeGreaterThan(100);
  expect(kept).toBeGreaterThan(pages.length - 10);
});
