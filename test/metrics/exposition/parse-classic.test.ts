import { expect, test } from 'vitest';
import { parseExposition } from '../../../src/metrics/exposition/index.ts';
import { annotationIdsIn, samplesIn, samplesOf } from './samples-of.ts';

test('reads names, labels, values and timestamps in milliseconds', () => {
  const page = `
# HELP http_requests_total The total number of HTTP requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400"}    3 1395066363250

# TYPE up gauge
up 1
vllm:num_requests_running{engine="0"} 2.0
`;
  const exposition = parseExposition(page);
  expect(samplesOf(exposition)).toEqual([
    ['http_requests_total', { method: 'post', code: '200' }, 1027, 1395066363],
    ['http_requests_total', { method: 'post', code: '400' }, 3, 1395066363.25],
    ['up', {}, 1],
    ['vllm:num_requests_running', { engine: '0' }, 2],
  ]);
  expect(exposition.layout.dialect).toBe('prometheus');
  expect([...exposition.layout.families.values()]).toEqual([
    { name: 'http_requests_total', type: 'counter', help: 'The total number of HTTP requests.' },
    { name: 'up', type: 'gauge' },
  ]);
  expect(exposition.annotations.map(({ id }) => id)).toEqual(['missing-type']);
});

test('undoes escapes; a backslash before any other letter stands for itself', () => {
  expect(samplesIn(String.raw`a{p="C:\\DIR",q="say \"hi\"",r="1\n2",s="\d"} 1`)).toEqual([
    ['a', { p: 'C:\\DIR', q: 'say "hi"', r: '1\n2', s: '\\d' }, 1],
  ]);
  const { layout } = parseExposition('# HELP a back\\\\slash and\\nnewline\n');
  expect(layout.families.get('a')).toEqual({ name: 'a', type: 'untyped', help: 'back\\slash and\nnewline' });
});

test('lets blanks and tabs stand anywhere between parts, and a comma behind the last label', () => {
  expect(samplesIn(' \ta \t{ b = "1" ,\tc="2" , }\t 3  4000 ', 'a{}5')).toEqual([
    ['a', { b: '1', c: '2' }, 3, 4],
    ['a', {}, 5],
  ]);
});

test('reads braces, commas and number signs inside label values', () => {
  expect(samplesIn('a{b="}"} 1', 'a{b="},c=\\"{"} 2', 'a{b="# x, y"} 3', 'a{b="}"} 4')).toEqual([
    ['a', { b: '}' }, 4],
    ['a', { b: '},c="{' }, 2],
    ['a', { b: '# x, y' }, 3],
  ]);
});

test('reads the quoted UTF-8 names of format 1.0.0', () => {
  const page = '# TYPE "a.b" counter\n{"a.b",l="v"} 1\n{l="w","a.b"} 2\n{"größe","ein.label"="ä"} 3\n';
  expect(samplesOf(parseExposition(page))).toEqual([
    ['a.b', { l: 'v' }, 1],
    ['a.b', { l: 'w' }, 2],
    ['größe', { 'ein.label': 'ä' }, 3],
  ]);
  expect(parseExposition(page).layout.families.get('a.b')?.type).toBe('counter');
});

test('a name that needs quotes needs them on every line', () => {
  const page = '# HELP "a.b" text\n# TYPE "a.b" gauge\n{"a.b"} 1\na.b 2\na.b{l="v"} 3\n';
  const exposition = parseExposition(page);
  expect(samplesOf(exposition)).toEqual([['a.b', {}, 1]]);
  expect(exposition.annotations.map(({ id }) => id)).toEqual(['malformed-line', 'malformed-line']);
});

test('characters beyond ASCII change nothing about the lines around them', () => {
  const page = '# HELP a größer 💧\na{b="ü💧\\n"} 1.5\na{b="x"} 2\nä 3\na 4\u00e9\n';
  const exposition = parseExposition(page);
  expect(samplesOf(exposition)).toEqual([
    ['a', { b: 'ü💧\n' }, 1.5],
    ['a', { b: 'x' }, 2],
  ]);
  expect(exposition.layout.families.get('a')?.help).toBe('größer 💧');
  expect(parseExposition(page.replace('1.5', '25'), exposition.layout)).toMatchObject({ layout: exposition.layout });
});

test('CRLF pages say the same as LF pages', () => {
  const page = '# HELP a help\n# TYPE a gauge\na{b="c"} 1\na 2 3000\n';
  expect(parseExposition(page.replaceAll('\n', '\r\n'))).toEqual(parseExposition(page));
});

test.each([
  ['1', 1],
  ['-0', -0],
  ['.5', 0.5],
  ['5.', 5],
  ['+3.25', 3.25],
  ['1.7953180083204598e+09', 1795318008.3204598],
  ['0.1', 0.1],
  ['123456789012.345', 123456789012.345],
  ['1234567890123456789', 1234567890123456800],
  ['0.30000000000000004', 0.30000000000000004],
  ['4.9E-324', 5e-324],
  ['NaN', NaN],
  ['Nan', NaN],
  ['nan', NaN],
  ['Inf', Infinity],
  ['+Inf', Infinity],
  ['-Inf', -Infinity],
  ['+infinity', Infinity],
])('reads the value %s', (written, value) => {
  const exposition = parseExposition(`# TYPE a gauge\na ${written}\n`);
  expect([...exposition.values]).toEqual([value]);
  expect(exposition.annotations).toEqual([]);
});

test.each([
  'a',
  'a ',
  'a{} ',
  '{} 1',
  '{l="v"} 1',
  'a 0x10',
  'a 0b1',
  'a 1_000',
  'a 1e999',
  'a .',
  'a e',
  'a 1,5',
  'a \u00a05',
  'a 1 x',
  'a 1 NaN',
  'a 1 2 3',
  'a{b="c" 1',
  'a{b="c} 1',
  'a{b="c\\"} 1',
  'a{b=c} 1',
  'a{b} 1',
  'a{"b"} 1',
  'a{="c"} 1',
  'a{b="1",b="2"} 1',
  'a{c="1",b="1",c="2"} 1',
  'a{,} 1',
  'a{b="1"c="2"} 1',
  'a{b:c="1"} 1',
  '{"a","b"} 1',
  '1a 1',
  'ä 1',
  'a\u0001 1',
  'a 1\r5',
  '<html>',
  '# TYPE a thermometer',
  '# TYPE a',
  '# TYPE',
  '# HELP ä text',
  'a 1 # {} x',
  'a 1 # 0.5',
  'a 1 # {"m"} 1',
])('annotates %j as malformed and keeps the rest', (line) => {
  const { values, annotations } = parseExposition(`# TYPE z gauge\nz 1\n${line}\nz{l="2"} 2\n`);
  expect([...values]).toEqual([1, 2]);
  expect(annotations.map(({ id }) => id)).toEqual(['malformed-line']);
  expect(annotations[0]?.message).toMatch(/\b3\b/);
});

test('remarks and blank lines are neither samples nor faults', () => {
  expect(parseExposition('# just a remark\n#\n#HELPful\n\n \t\n').annotations).toEqual([]);
  expect(parseExposition('')).toMatchObject({ values: new Float64Array(), annotations: [] });
});

test('annotates ten malformed lines one by one and counts the others', () => {
  const { annotations } = parseExposition('?\n'.repeat(25));
  expect(annotations.map(({ id }) => id)).toEqual(Array<string>(11).fill('malformed-line'));
  expect(annotations[9]?.message).toMatch(/\b10\b/);
  expect(annotations[10]?.message).toMatch(/\b15\b/);
  expect(parseExposition('?\n'.repeat(10)).annotations).toHaveLength(10);
});

test('echoes at most 80 characters of a malformed line, and no control characters', () => {
  const [annotation] = parseExposition(`\u001b[31m\u202e${'secret '.repeat(1000)}\n`).annotations;
  expect(annotation?.message.length).toBeLessThan(140);
  expect(annotation?.message).not.toMatch(/\p{C}/u);
});

test('leaves out a last line without a newline: its number may go on', () => {
  const page = '# TYPE a gauge\na{n="1"} 1\na{n="2"} 12';
  expect([...parseExposition(page).values]).toEqual([1]);
  expect(annotationIdsIn(page)).toEqual(['truncated-page']);
  expect(annotationIdsIn(`${page}\n`)).toEqual([]);
});

test('of a series named twice the last sample counts, in the first place, however the labels are written', () => {
  const page = [
    '# TYPE a gauge',
    'a{x="1",y="2"} 1 1000',
    'a 7',
    'a{ y="2", x="1", } 2',
    '{"a",x="1",y="2"} 3',
    'a{"x"="1",y="2"} 4',
    'a{} 8',
    'a{x="1\\n",y="2"} 9',
    '',
  ].join('\n');
  const exposition = parseExposition(page);
  expect(samplesOf(exposition)).toEqual([
    ['a', { x: '1', y: '2' }, 4],
    ['a', {}, 8],
    ['a', { x: '1\n', y: '2' }, 9],
  ]);
  expect(exposition.annotations.map(({ id }) => id)).toEqual(['duplicate-series']);
  expect(exposition.annotations[0]?.message).toMatch(/\b4\b/);
});

test('counts the series without a TYPE line once per page', () => {
  const page = [
    '# TYPE h histogram',
    'h_bucket{le="+Inf"} 1',
    'h_sum 1',
    'h_count 1',
    '# HELP helped but not typed',
    'helped 1',
    'h_total 1',
    'unknown{a="1"} 1',
    'unknown{a="2"} 1',
    '',
  ].join('\n');
  const { annotations } = parseExposition(page);
  expect(annotations.map(({ id }) => id)).toEqual(['missing-type']);
  expect(annotations[0]?.message).toMatch(/\b4\b/);
});

test('the kind of a family may be said after its samples', () => {
  expect(annotationIdsIn('a 1\n# TYPE a gauge\n')).toEqual([]);
});

test('bytes are read as UTF-8; what is not becomes U+FFFD', () => {
  const bytes = Uint8Array.from([...new TextEncoder().encode('a{b="ü'), 0xff, ...new TextEncoder().encode('"} 1\n')]);
  expect(samplesOf(parseExposition(bytes))).toEqual([['a', { b: 'ü\ufffd' }, 1]]);
});
