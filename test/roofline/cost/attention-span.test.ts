import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOfChunk, pairsOfChunk, spanOfToken } from '../../../src/roofline/cost/attention-span.ts';

describe('worked by hand', () => {
  it('a prompt is counted causally: 1 + 2 + 3 + 4', () => {
    expect(pairsOfChunk(null, 4, 0)).toBe(10);
  });

  it('a second chunk looks back at the first: 5 + 6', () => {
    expect(pairsOfChunk(null, 2, 4)).toBe(11);
    expect(keysOfChunk(null, 2, 4)).toBe(6);
  });

  it('a window of 3 sees 1 + 2 + 3 + 3 + 3', () => {
    const reach = { kind: 'sliding', tokens: 3 } as const;
    expect(pairsOfChunk(reach, 5, 0)).toBe(12);
    expect(spanOfToken(reach, 100)).toBe(3);
    expect(keysOfChunk(reach, 2, 10)).toBe(4);
  });

  it('chunks of 3 see 1 + 2 + 3 + 1 + 2, and on average the middle', () => {
    const reach = { kind: 'chunked', tokens: 3 } as const;
    expect(pairsOfChunk(reach, 5, 0)).toBe(9);
    expect(spanOfToken(reach, 100)).toBe(2);
    // Tokens 5 and 6 of 1-2-3 4-5-6: the fourth is the only one before them in their chunk.
    expect(keysOfChunk(reach, 2, 4)).toBe(3);
  });
});

describe('for any chunk', () => {
  const size = fc.integer({ min: 0, max: 60 });
  const reach = fc.option(
    fc.record({ kind: fc.constantFrom('sliding', 'chunked'), tokens: fc.integer({ min: 1, max: 20 }) }),
  );

  it('pairs are what a count one by one finds', () => {
    fc.assert(
      fc.property(reach, size, size, (within, tokens, before) => {
        let counted = 0;
        for (let position = before; position < before + tokens; position++) {
          for (let key = 0; key <= position; key++) {
            const isSeen =
              within === null ||
              (within.kind === 'sliding'
                ? position - key < within.tokens
                : Math.floor(position / within.tokens) === Math.floor(key / within.tokens));
            if (isSeen) counted++;
          }
        }
        expect(pairsOfChunk(within, tokens, before)).toBe(counted);
      }),
    );
  });

  it('cutting it changes nothing', () => {
    fc.assert(
      fc.property(reach, size, size, size, (within, first, second, before) => {
        expect(pairsOfChunk(within, first, before) + pairsOfChunk(within, second, before + first)).toBe(
          pairsOfChunk(within, first + second, before),
        );
      }),
    );
  });
});
