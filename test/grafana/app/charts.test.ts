import { describe, expect, it } from 'vitest';
import { noticesOf } from '../../../src/grafana/app/asking/notices.ts';
import { meanOf } from '../../../src/grafana/app/asking/series.ts';
import { rangeOf, shifted } from '../../../src/grafana/app/asking/time-range.ts';
import { stacked } from '../../../src/grafana/app/charts/chart-series.ts';
import { formatValue } from '../../../src/grafana/app/charts/format-value.ts';

describe('series', () => {
  const series = (values: (number | null)[]) => ({
    title: 't',
    times: values.map((_, i) => i),
    values,
    colour: 'blue',
  });

  it('stack on each other, with a gap where nothing is known', () => {
    const [first, second] = stacked([series([1, null, null]), series([2, 3, null])]);
    expect(first?.high).toEqual([1, null, null]);
    expect(second?.low).toEqual([1, 0, null]);
    expect(second?.high).toEqual([3, 3, null]);
  });

  it('have a mean over requests', () => {
    // One request took 1 s, three took 5 s.
    expect(meanOf([1, 5, null], [1, 3, 100])).toBe(4);
    expect(meanOf([null], [1])).toBeUndefined();
    expect(meanOf([1], [0])).toBeUndefined();
  });
});

describe('words', () => {
  it('write values with their units', () => {
    expect(formatValue(169.2, 's')).toBe('169 s');
    expect(formatValue(0.0365, 's')).toBe('36.5 ms');
    expect(formatValue(0.014, 'percentunit')).toBe('1.4 %');
    expect(formatValue(0.92, 'percentunit')).toBe('92 %');
    expect(formatValue(undefined, 's')).toBe('unknown');
  });

  it('say once what is said of several engines', () => {
    const notices = ['a: odd', 'b: odd', 'a: even', 'and 4 more'].map((text) => ({ severity: 'info' as const, text }));
    const grave = { severity: 'warning' as const, text: 'goodput: unknown' };
    const frames = [{ fields: [], length: 0, meta: { notices: [...notices, grave] } }];
    expect(noticesOf(frames, ['a', 'b'])).toEqual([
      'goodput: unknown',
      'a, b: odd',
      'a: even',
      'and more, of single engines',
    ]);
  });
});

describe('the time range', () => {
  it('is read from the address, and is the default for nonsense', () => {
    const range = rangeOf('1700000000000', '1700000900000', 'utc');
    expect([range.from.valueOf(), range.to.valueOf()]).toEqual([1_700_000_000_000, 1_700_000_900_000]);
    expect(shifted(range, -0.5)).toEqual({ from: '1699999550000', to: '1700000450000' });
    expect(rangeOf('soon', 'later', 'utc').raw).toEqual({ from: 'now-15m', to: 'now' });
    expect(rangeOf('1700000900000', '1700000000000', 'utc').raw).toEqual({ from: 'now-15m', to: 'now' });
  });
});
