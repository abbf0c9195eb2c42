import { expect, it } from 'vitest';
import { columns } from '../../../src/report/text/columns.ts';

it('each column is as wide as its widest cell; the last is left as it is', () => {
  expect(
    columns([
      ['a', 'b', 'long last'],
      ['aaa', 'bb', 'x'],
    ]),
  ).toEqual(['a    b   long last', 'aaa  bb  x']);
});

it('width is what a terminal shows, not the number of characters', () => {
  expect(
    columns([
      ['模型', 'x'],
      ['abcd', 'x'],
      ['\u001B[1mab\u001B[22m', 'x'],
    ]),
  ).toEqual(['模型  x', 'abcd  x', '\u001B[1mab\u001B[22m    x']);
});

it('nothing trails', () => {
  expect(
    columns([
      ['a', ''],
      ['', ''],
    ]),
  ).toEqual(['a', '']);
});
