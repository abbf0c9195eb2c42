import { describe, expect, it } from 'vitest';
import {
  formatAlike,
  formatInterval,
  formatMeasured,
  formatQuantity,
  formatUnknown,
  known,
  printable,
  unknown,
} from '../../src/quantities/index.ts';

describe('formatQuantity', () => {
  it.each([
    [0, '0 s'],
    [4.2e-7, '0.42 µs'],
    [0.000_999_4, '999 µs'], // below half a microsecond under 1 ms
    [0.000_999_6, '1 ms'],
    [0.0409, '40.9 ms'],
    [0.2, '200 ms'],
    [0.999_49, '999 ms'],
    [0.999_51, '1 s'],
    [1.234, '1.23 s'],
    [12.34, '12.3 s'],
    [154.4, '154 s'],
    [599, '599 s'],
    [600, '10 min'],
    [-0.0409, '-40.9 ms'],
  ])('%d seconds → %s', (value, text) => {
    expect(formatQuantity(value, 'seconds')).toBe(text);
  });

  it.each([
    [0, '0 %'],
    [0.5, '50 %'],
    [0.123_45, '12.3 %'],
    [0.999, '99.9 %'],
    [0.9951, '99.51 %'], // near the whole two decimals
    [0.999_94, '99.99 %'],
    [0.999_99, '>99.99 %'], // 100 % is only what is all
    [1, '100 %'],
    [0.000_5, '0.05 %'], // below 0.1 % one digit
    [1e-7, '~0 %'], // there is something, too small to name
    [-0.074, '-7.4 %'],
  ])('the ratio %d → %s', (value, text) => {
    expect(formatQuantity(value, 'ratio')).toBe(text);
  });

  it.each([
    [3, 'requests', '3'],
    [9999, 'requests', '9999'],
    [9999.5, 'requests', '10 k'],
    [1_234_567, 'tokens', '1.23 M tokens'],
    [12_345, 'tokens', '12.3 k tokens'],
    [0.0123, 'requestsPerSecond', '0.0123/s'],
    [12_345, 'stepsPerSecond', '12345/s'], // a rate keeps its digits
    [1e305, 'seconds', '1.67e+303 min'], // a broken clock
    [1e-6, 'count', '0'],
    [1.5e6, 'bytes', '1.5 MB'],
    [12_345, 'bytes', '12.3 kB'],
    [512, 'bytes', '512 B'],
    [2.5e6, 'flop', '2.5 MFLOP'],
  ] as const)('%d %s → %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });
});

describe('formatInterval', () => {
  it.each([
    [{ low: 77, high: 154 }, '77–154 s'],
    [{ low: 0.08, high: 1.5 }, '0.08–1.5 s'], // one scale, that of the upper bound
    [{ low: 0, high: 0.000_39 }, '≤ 390 µs'],
    [{ high: 0.000_39 }, '≤ 390 µs'],
    [{ low: 2560 }, '≥ 42.7 min'],
    [{}, undefined],
    [{ low: 3, high: 3 }, undefined],
    [{ low: 3.0001, high: 3.0002 }, undefined], // reads the same at both ends
  ])('%j → %s', (bounds, text) => {
    expect(formatInterval({ value: 3, unit: 'seconds', ...bounds })).toBe(text);
  });

  it('writes a span of ratios in per cent', () => {
    expect(formatInterval({ value: 0.87, low: 0.85, high: 0.9, unit: 'ratio' })).toBe('85–90 %');
  });
});

describe('formatMeasured', () => {
  it('gives the value of a known measure and the reason of an unknown one', () => {
    expect(formatMeasured(known(0.25, 'ratio'))).toBe('25 %');
    expect(formatMeasured(unknown('not-declared', ['a', 'b']))).toBe(formatUnknown('not-declared', ['a', 'b']));
  });

  it('names what is missing, or nothing', () => {
    expect(formatUnknown('one-sample', ['a second scrape'])).toContain('a second scrape');
    expect(formatUnknown('not-exported', [])).not.toMatch(/ \)|undefined/);
  });
});

describe('formatAlike', () => {
  it.each([
    [[0, 200, 400, 600], 'seconds', ['0 s', '200 s', '400 s', '600 s']], // not 10 min
    [[0, 0.5, 1], 'seconds', ['0 ms', '500 ms', '1000 ms']],
    [[0, 5000, 10_000], 'tokens', ['0 tokens', '5000 tokens', '10000 tokens']],
    [[0, 0.5, 1], 'ratio', ['0 %', '50 %', '100 %']],
    [[0], 'seconds', ['0 s']],
  ] as const)('%j %s', (values, unit, texts) => {
    expect(formatAlike(values, unit)).toEqual(texts);
  });
});

describe('printable', () => {
  it.each([
    ['an ANSI escape', 'a\u001B[31mb', 'a\uFFFD[31mb'],
    ['a C1 escape', 'a\u009B31mb', 'a\uFFFD31mb'],
    ['line breaks', 'a\r\nb\u2028c\u0085d', 'a\uFFFD\uFFFDb\uFFFDc\uFFFDd'],
    ['marks that turn text around', 'a\u202Eb\u2067c\u200Fd', 'a\uFFFDb\uFFFDc\uFFFDd'],
    ['marks that take no space', 'a\u200Bb\uFEFFc', 'a\uFFFDb\uFFFDc'],
    ['the Arabic letter mark', 'a\u061Cb', 'a\uFFFDb'],
    ['the Mongolian vowel separator', 'a\u180Eb', 'a\uFFFDb'],
    ['tags, which hide a text in a text', 'a\u{E0041}b', 'a\uFFFDb'],
    ['half of a pair', 'a\uD83Eb\uDD99c', 'a\uFFFDb\uFFFDc'],
    ['NUL and DEL', '\u0000\u007F', '\uFFFD\uFFFD'],
    ['letters of any script', 'łlama–模型 🦙', 'łlama–模型 🦙'],
  ])('%s', (_, text, clean) => {
    expect(printable(text)).toBe(clean);
  });

  it('does not print an endless label', () => {
    expect(printable('x'.repeat(5000), 120)).toHaveLength(121);
    expect(printable('x'.repeat(120), 120)).toHaveLength(120);
  });

  it('is not cut inside a pair', () => {
    expect(printable('ab🦙cd', 3)).toBe('ab…');
    expect(printable('ab🦙cd', 4)).toBe('ab🦙…');
  });
});
