import { describe, expect, it } from 'vitest';
import { commonRange, overlapOf, rangeOf } from '../../src/comparison/load.ts';

const loaded = (...values: readonly number[]) => values.map((value) => ({ loads: [value] }));
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('a range', () => {
  // Of 1 to 21 the first and the last are beyond nine of ten.
  it('is where nine of ten are', () => {
    expect(rangeOf(upTo(1, 21))).toEqual({ low: 2, high: 20 });
  });

  it('that both have seen reaches a tenth further', () => {
    expect(commonRange({ a: { low: 2, high: 20 }, b: { low: 10, high: 40 } })).toEqual({ low: 9, high: 22 });
  });
});

describe('what both sides have seen', () => {
  it('is kept, and nothing else', () => {
    const { kept } = overlapOf({ a: loaded(...upTo(1, 21)), b: loaded(...upTo(15, 35)) });
    // 16 (the low end of B) less a tenth, and 20 (the high end of A) and a tenth.
    expect(kept.a.map(({ loads: [load] }) => load)).toEqual(upTo(15, 21));
    expect(kept.b.map(({ loads: [load] }) => load)).toEqual(upTo(15, 22));
  });

  it('is nothing of loads that are apart', () => {
    const { kept } = overlapOf({ a: loaded(...upTo(1, 10)), b: loaded(...upTo(20, 30)) });
    expect([kept.a, kept.b]).toEqual([[], []]);
  });
});
