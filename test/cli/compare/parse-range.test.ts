import { expect, it } from 'vitest';
import { parseRange } from '../../../src/cli/compare/parse-range.ts';
import { parseRatio } from '../../../src/cli/parse-number.ts';

const offset = (seconds: number) => ({ kind: 'offset', seconds });
const unix = (seconds: number) => ({ kind: 'unix', seconds });

it.each([
  ['25s..1m25s', { from: offset(25), to: offset(85) }],
  ['..60s', { to: offset(60) }],
  ['60s..', { from: offset(60) }],
  [' 1795317286..1795317346.5 ', { from: unix(1_795_317_286), to: unix(1_795_317_346.5) }],
  ['2026-11-22T03:14:46Z..2026-11-22T03:15:46Z', { from: unix(1_795_317_286), to: unix(1_795_317_346) }],
])('a range is two times: %s', (text, selection) => {
  expect(parseRange(text)).toEqual(selection);
});

it.each(['', '..', '25s', 'a..b', '1m...2m', '25s-60s'])('"%s" is no range', (text) => {
  expect(() => parseRange(text)).toThrow(/is no (?:range|time)/);
});

it.each(['10s..5s', '5s..5s', '2026-11-22T03:15Z..2026-11-22T03:14Z'])('"%s" ends before it begins', (text) => {
  expect(() => parseRange(text)).toThrow(/ends before it begins/);
});

it.each([
  ['5%', 0.05],
  ['0.05', 0.05],
  [' 2.5 % ', 0.025],
  ['99.9%', 0.999],
])('a ratio may be %s', (text, ratio) => {
  expect(parseRatio(text)).toBeCloseTo(ratio, 12);
});

it.each(['5', '100%', '1', '0%', '-5%', '5%%', '%', 'x'])('"%s" is no ratio', (text) => {
  expect(() => parseRatio(text)).toThrow(/is not/);
});
