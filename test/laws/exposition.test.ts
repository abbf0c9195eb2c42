import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Exposition, type Family, parseExposition, printExposition } from '../../src/metrics/exposition/index.ts';

/** Pages that are nearly right: where parts of valid lines meet, a parser goes wrong. */
const fragments = fc.constantFrom(
  ...[
    'a',
    'b',
    'a_bucket',
    '{',
    '}',
    '"',
    '\\',
    '=',
    ',',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '#',
    '# TYPE ',
    '# HELP ',
    '# UNIT ',
  ],
  ...[
    '# EOF\n',
    'histogram',
    'gauge',
    '1',
    '2.5',
    '-',
    '.',
    'e',
    'NaN',
    '+Inf',
    '0x1',
    '__proto__',
    'ä',
    '\ud800',
    '\0',
  ],
  ...[
    'a{b="1"} 2\n',
    'a{b="1"} 3\n',
    'a 1\n',
    '{"a"} 1\n',
    'le="0.5"',
    'le="+Inf",',
    ' # {c="d"} 1',
    ' 1000\n',
    '\ufeff',
  ],
);
const hostilePage = fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join(''));

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 0.1, 5e-324));
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('"', '\\', '\n', '\\n', '}', '", ', ''),
);
const name = fc.oneof(fc.constantFrom('a', 'a:b', 'b_total', 'a_bucket', '__proto__', '1'), text.filter(Boolean));
const labels = fc.dictionary(name, text, { maxKeys: 4, noNullPrototype: false });

/** What the format cannot say of HELP and UNIT: see printExposition. */
const help = text.filter((words) => !/^[ \t]|\r$/.test(words));
const unit = fc.constantFrom('seconds', 'bytes');

const anyExposition: fc.Arbitrary<Exposition> = fc
  .constantFrom('prometheus' as const, 'openmetrics' as const)
  .chain((dialect) => {
    const isOpenMetrics = dialect === 'openmetrics';
    const type = fc.constantFrom<Family['type']>('counter', 'gauge', 'histogram', 'summary', 'untyped');
    const family = fc.record({ name, type, help }, { requiredKeys: ['name', 'type'] });
    const familyWithUnit = fc.record({ name, type, help, unit }, { requiredKeys: ['name', 'type'] });
    const families = fc.uniqueArray(isOpenMetrics ? familyWithUnit : family, {
      maxLength: 6,
      selector: (item) => item.name,
    });
    const timestamp = fc.integer({ min: 0, max: 2 ** 42 }).map((ms) => ms / 1000);
    const exemplar = fc.record(
      { labels, value: number, timestampSeconds: timestamp },
      { requiredKeys: ['labels', 'value'] },
    );
    const sample = fc.record({
      name,
      labels,
      value: number,
      timestamp: fc.option(timestamp),
      exemplar: isOpenMetrics ? fc.option(exemplar) : fc.constant(null),
    });
    const identity = (item: { name: string; labels: Record<string, string> }) =>
      JSON.stringify([item.name, Object.entries(item.labels).sort()]);
    const samples = fc.uniqueArray(sample, { maxLength: 8, selector: identity });
    return fc.tuple(families, samples).map(([someFamilies, someSamples]) => ({
      layout: {
        dialect,
        families: new Map(someFamilies.map((item) => [item.name, item])),
        series: someSamples.map((item) => ({ name: item.name, labels: item.labels })),
      },
      values: Float64Array.from(someSamples, ({ value }) => value),
      timestampsSeconds: new Map(
        someSamples.flatMap((item, i) => (item.timestamp === null ? [] : [[i, item.timestamp] as const])),
      ),
      exemplars: new Map(
        someSamples.flatMap((item, i) => (item.exemplar === null ? [] : [[i, item.exemplar] as const])),
      ),
      annotations: [],
    }));
  });

const withoutAnnotations = (exposition: Exposition): Exposition => ({ ...exposition, annotations: [] });

test('arbitrary bytes never throw, and every value has its series', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const { layout, values } = parseExposition(bytes);
      expect(values).toHaveLength(layout.series.length);
    }),
  );
});

test('nearly valid pages never throw, and what was read of them can be printed and read again', () => {
  fc.assert(
    fc.property(hostilePage, (page) => {
      const read = parseExposition(page);
      expect(withoutAnnotations(parseExposition(printExposition(read)))).toEqual(withoutAnnotations(read));
    }),
    { numRuns: 2000 },
  );
});

test('printing and parsing give the exposition back, in the same order', () => {
  fc.assert(
    fc.property(anyExposition, (exposition) => {
      const again = parseExposition(printExposition(exposition));
      expect(withoutAnnotations(again)).toEqual(withoutAnnotations(exposition));
      expect([...again.layout.families.keys()]).toEqual([...exposition.layout.families.keys()]);
    }),
    { numRuns: 500 },
  );
});

test('a previous layout changes nothing but the identity of the layout', () => {
  fc.assert(
    fc.property(hostilePage, hostilePage, fc.array(number), (page, other, numbers) => {
      const first = parseExposition(page);
      const values = first.values.map((value, i) => numbers[i] ?? value);
      const pages = [page, other, `${page}${other}`, printExposition({ ...first, values })];
      for (const next of pages) expect(parseExposition(next, first.layout)).toEqual(parseExposition(next));
    }),
    { numRuns: 1000 },
  );
});

test('a page with other values has the same layout object', () => {
  fc.assert(
    fc.property(anyExposition, fc.array(number), (exposition, numbers) => {
      const first = parseExposition(printExposition(exposition));
      const values = first.values.map((value, i) => numbers[i] ?? value);
      const next = parseExposition(printExposition({ ...first, values }), first.layout);
      expect(next.layout).toBe(first.layout);
      expect(next.values).toEqual(values);
    }),
  );
});

test('a page cut at any byte loses only what comes after the cut and the line that was cut', () => {
  const file = new URL('../fixtures/expositions/vllm-0.22.1.prom', import.meta.url);
  const bytes = new Uint8Array(readFileSync(file));
  const whole = parseExposition(bytes);
  fc.assert(
    fc.property(fc.nat({ max: bytes.length }), (end) => {
      const part = parseExposition(bytes.subarray(0, end));
      const lines = new TextDecoder().decode(bytes.subarray(0, end)).split('\n').slice(0, -1);
      const complete = lines.filter((line) => !line.startsWith('#')).length;
      expect(part.values).toEqual(whole.values.subarray(0, complete));
      expect(part.layout.series).toEqual(whole.layout.series.slice(0, complete));
      expect(part.annotations.map(({ id }) => id)).toEqual(
        bytes[end - 1] === 10 || end === 0 ? [] : ['truncated-page'],
      );
    }),
  );
});
