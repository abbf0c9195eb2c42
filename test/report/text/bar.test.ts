import { expect, it } from 'vitest';
import { bar } from '../../../src/report/text/bar.ts';

it.each([
  [0, '    '],
  [0.5, '██  '],
  [1, '████'],
  [1.7, '████'], // more than all is all
  [-1, '    '],
  [0.53, '██▏ '], // to an eighth of a cell: 0.53·4·8 = 16.96
  [1e-9, '▏   '], // something shows
])('%d of four cells', (share, drawn) => {
  expect(bar(share, 4)).toBe(drawn);
});
