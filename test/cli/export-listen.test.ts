import { expect, it } from 'vitest';
import { formatListen, parseListen } from '../../src/cli/parse-listen.ts';

it.each([
  ['127.0.0.1:9842', '127.0.0.1', 9842],
  ['localhost:0', 'localhost', 0],
  ['[::1]:80', '::1', 80],
  ['metrics.internal:65535', 'metrics.internal', 65_535],
])('"%s" is an address to listen on', (text, host, port) => {
  expect(parseListen(text)).toEqual({ host, port });
  expect(formatListen({ host, port })).toBe(text);
});

it.each([
  '9842',
  ':9842',
  'localhost',
  '::1:80',
  '[::1]',
  '[evil]:1',
  'a b:1',
  'host:-1',
  'host:65536',
  'host:1.5',
  '',
])('"%s" is none', (text) => {
  expect(() => parseListen(text)).toThrow(/host:port|not a port/);
});
