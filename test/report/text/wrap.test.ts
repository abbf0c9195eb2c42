import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrap } from '../../../src/report/index.ts';

it('breaks at spaces', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('', 7)).toEqual(['']);
  expect(wrap('a-long-word b', 3)).toEqual(['a-long-word', 'b']);
});

it('loses nothing, and only a word by itself is wider', () => {
  const words = fc.array(
    fc.string({ minLength: 1 }).filter((word) => !word.includes(' ')),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (written, width) => {
      const lines = wrap(written.join(' '), width);
      expect(lines.join(' ')).toBe(written.join(' '));
      expect(lines.filter((line) => line.length > width && line.includes(' '))).toEqual([]);
    }),
  );
});
