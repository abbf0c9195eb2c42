import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/sources/visible.ts';

describe('a text from outside', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['  two\n\n lines\t', 'two lines'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['a\u0000b\u009bc\u202ed\u200be', 'a b c d e'],
    ['é 你好 😀', 'é 你好 😀'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('is cut, and says so', () => {
    expect(visible('x'.repeat(60))).toBe('x'.repeat(60));
    expect(visible('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
    expect(visible('abcdef', 3)).toBe('abc…');
  });

  it('is one line of bounded length without control characters (law)', () => {
    // A character beyond the first 65 536 may be cut in half; see below.
    const text = fc.string({ unit: fc.integer({ max: 0xd7ff }).map((code) => String.fromCharCode(Math.max(0, code))) });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (from, characters) => {
        const shown = visible(from, characters);
        expect(shown).not.toMatch(/\p{C}|[\n\r\u2028\u2029]/u);
        expect(shown.length).toBeLessThanOrEqual(characters + 1);
      }),
    );
  });

  it('is not cut within a character', () => {
    expect(visible('😀😀', 3)).toBe('😀…');
  });

  it('of any size is shown quickly', () => {
    const startedAt = performance.now();
    expect(visible(' '.repeat(50_000_000))).toBe('');
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});
