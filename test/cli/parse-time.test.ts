import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { parseDuration, parseInstant } from '../../src/cli/parse-time.ts';

describe('a duration', () => {
  it.each([
    ['30s', 30],
    ['1m30s', 90],
    ['500ms', 0.5],
    ['1.5s', 1.5],
    ['2h', 7200],
    ['1d', 86_400],
    ['1h1m1s1ms', 3661.001],
    [' 30s ', 30],
  ])('%j is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBeCloseTo(seconds, 9);
  });

  it.each(['', '0s', '30', '-5s', 's', '1 m', '1m 30s', '5x', '1e3s', 'Infinitys', '٣s'])('%j is none', (text) => {
    expect(() => parseDuration(text)).toThrow(InvalidArgumentError);
    expect(() => parseDuration(text)).toThrow(`"${text}"`);
  });
});

describe('an instant', () => {
  it.each([
    ['1795317286', 'unix', 1_795_317_286],
    ['1795317286.25', 'unix', 1_795_317_286.25],
    ['2026-11-22T03:14:46Z', 'unix', 1_795_317_286],
    ['2026-11-22T04:14:46.5+01:00', 'unix', 1_795_317_286.5],
    ['2026-11-22', 'unix', 1_795_305_600],
    ['25s', 'offset', 25],
    ['1m30s', 'offset', 90],
    // The first scrape itself.
    ['0s', 'offset', 0],
  ] as const)('%j is %s %d', (text, kind, seconds) => {
    expect(parseInstant(text)).toEqual({ kind, seconds });
  });

  it.each(['', 'now', '-5s', '03:14:46', '2026-13-01', '22.11.2026', 'NaN', '1e9'])('%j is none', (text) => {
    expect(() => parseInstant(text)).toThrow(InvalidArgumentError);
    expect(() => parseInstant(text)).toThrow(`"${text}"`);
  });
});
