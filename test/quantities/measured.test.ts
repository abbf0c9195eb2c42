import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotation, known, unknown } from '../../src/quantities/index.ts';

describe('known', () => {
  it('carries value, bounds, unit, parts and annotations', () => {
    const annotations = [annotation('gap')];
    expect(known(2, 'seconds', { low: 1, high: 3, parts: { a: 2 }, annotations })).toEqual({
      known: true,
      value: 2,
      low: 1,
      high: 3,
      unit: 'seconds',
      parts: { a: 2 },
      annotations,
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is an instrument fault', (value) => {
    expect(known(value, 'ratio')).toMatchObject({ known: false, reason: 'instrument-fault' });
  });

  it('a bound that is no number is no bound', () => {
    expect(known(1, 'ratio', { low: Number.NaN, high: Number.POSITIVE_INFINITY })).toEqual(known(1, 'ratio'));
    expect(known(1, 'ratio', { low: undefined })).not.toHaveProperty('low');
  });

  it('a bound of 0 is one', () => {
    expect(known(1, 'ratio', { low: 0 })).toHaveProperty('low', 0);
  });

  it('lets only finite numbers through, whatever comes', () => {
    fc.assert(
      fc.property(fc.double(), fc.option(fc.double()), fc.option(fc.double()), (value, low, high) => {
        const measured = known(value, 'count', { low: low ?? undefined, high: high ?? undefined });
        const numbers = measured.known ? [measured.value, measured.low ?? 0, measured.high ?? 0] : [];
        expect(numbers.every(Number.isFinite)).toBe(true);
        expect(measured.known).toBe(Number.isFinite(value));
      }),
    );
  });
});

describe('unknown', () => {
  it('says why and what is missing', () => {
    expect(unknown('not-declared', ['x'])).toEqual({ known: false, reason: 'not-declared', missing: ['x'] });
    expect(unknown('one-sample').missing).toEqual([]);
  });
});
