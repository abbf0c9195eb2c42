import { expect, test } from 'vitest';
import { parseExposition, printExposition } from '../../../src/metrics/exposition/index.ts';
import { samplesIn } from './samples-of.ts';

const MEGABYTE = 1_000_000;

const fill = (unit: string): string => unit.repeat(Math.ceil(MEGABYTE / unit.length));

/** Each is read in some 10 to 300 ms; with quadratic work anywhere it would take minutes. */
test.each([
  ['open braces in one line', `${fill('{')}\n`],
  ['open braces, one a line', fill('{\n')],
  ['names before open braces', fill('a{\n')],
  ['quotes', `a{b="${fill('"')}\n`],
  ['quotes, one a line', fill('a{b="\n')],
  ['backslashes', `a{b="${fill('\\')}"} 1\n`],
  ['backslashes in HELP', `# HELP a ${fill('\\')}\n`],
  ['blanks', `a${fill(' ')}1\n`],
  ['blanks without an end', fill(' \t')],
  ['number signs', `${fill('#')}\n`],
  ['number signs, one a line', fill('# HELP\n')],
  ['digits', `a ${fill('1')}\n`],
  ['digits and points', `a ${fill('1.')}\n`],
  ['carriage returns', `${fill('\r')}\n`],
  ['commas', `a{${fill(',')}} 1\n`],
  ['repeated labels', `a{${fill('b="",')}} 1\n`],
  ['distinct labels', `a{${Array.from({ length: 80_000 }, (_, i) => `b${i}=""`).join(',')}} 1\n`],
  ['distinct labels, one a line', Array.from({ length: 50_000 }, (_, i) => `a{b${i}=""} 1\n`).join('')],
  ['distinct series', Array.from({ length: 50_000 }, (_, i) => `a${i} 1\n`).join('')],
  ['growing names', Array.from({ length: 1400 }, (_, i) => `${'a'.repeat(i)} 1\n`).join('')],
  ['one series over and over', fill('a{b="c"} 1\n')],
  ['families', Array.from({ length: 50_000 }, (_, i) => `# TYPE a${i} histogram\n`).join('')],
])('reads a megabyte of %s without quadratic work', (_, page) => {
  const start = performance.now();
  const first = parseExposition(page);
  const again = parseExposition(page, first.layout);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(again.layout).toBe(first.layout);
  expect(first.annotations.length).toBeLessThan(20);
});

test('labels called like parts of objects are labels like any other', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length'];
  const exposition = parseExposition(`a{${names.map((name) => `${name}="x"`).join(',')}} 1\n__proto__ 2\n`);
  const labels = exposition.layout.series[0]?.labels ?? {};
  expect(Object.keys(labels)).toEqual(names);
  expect(Object.values(labels)).toEqual(['x', 'x', 'x', 'x', 'x']);
  expect(exposition.layout.series[1]?.labels).toEqual({});
  expect('toString' in (exposition.layout.series[1]?.labels ?? {})).toBe(false);
  expect(printExposition(exposition)).toContain('a{__proto__="x",');
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('takes at most a thousand labels', () => {
  const line = (count: number) => `a{${Array.from({ length: count }, (_, i) => `b${i}="${i}"`).join(',')}} 1`;
  expect(samplesIn(line(1000))).toHaveLength(1);
  expect(samplesIn(line(1001))).toHaveLength(0);
});
