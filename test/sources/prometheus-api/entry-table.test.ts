import { describe, expect, it } from 'vitest';
import { createEntryTables } from '../../../src/sources/prometheus-api/entry-table.ts';

describe('the number of a growing number', () => {
  it('is the same for the same labels, whoever has them', () => {
    const finished = createEntryTables().of('requestsFinished', 'value');
    const stop = finished.numberOf({ instance: 'a', finished_reason: 'stop' });
    expect(finished.numberOf({ instance: 'b', finished_reason: 'stop' })).toBe(stop);
    expect(finished.numberOf({ instance: 'a', finished_reason: 'length' })).not.toBe(stop);
  });

  it('differs from metric to metric and from part to part', () => {
    const tables = createEntryTables();
    const numbers = [
      tables.of('ttftSeconds', 'sum').numberOf({}),
      tables.of('ttftSeconds', 'count').numberOf({}),
      tables.of('e2eSeconds', 'sum').numberOf({}),
    ];
    expect(new Set(numbers).size).toBe(3);
  });

  it('of a bucket is that of its edge, however it is spelled', () => {
    const buckets = createEntryTables().of('ttftSeconds', 'bucket');
    expect(buckets.numberOf({ le: '1' })).toBe(buckets.numberOf({ le: '1.0' }));
    expect(buckets.numberOf({ le: '+Inf' })).toBe(buckets.numberOf({ le: 'Inf' }));
    expect(buckets.numberOf({ le: '1' })).not.toBe(buckets.numberOf({ le: '2' }));
  });

  it.each([{}, { le: '' }, { le: 'wide' }])('of a bucket with the edge %j is none', (labels) => {
    expect(createEntryTables().of('ttftSeconds', 'bucket').numberOf(labels)).toBeUndefined();
  });
});

it('the edge of a bucket is known by its number, other parts have none', () => {
  const tables = createEntryTables();
  const bucket = tables.of('ttftSeconds', 'bucket').numberOf({ le: '+Inf' });
  const sum = tables.of('ttftSeconds', 'sum').numberOf({});
  expect(tables.edgeOf(bucket ?? -1)).toBe(Number.POSITIVE_INFINITY);
  expect(tables.edgeOf(sum ?? -1)).toBeUndefined();
});

describe('a schema', () => {
  it('holds the entries in the order of their numbers', () => {
    const tables = createEntryTables();
    const tokens = tables.of('generationTokens', 'value').numberOf({}) ?? -1;
    const stop = tables.of('requestsFinished', 'value').numberOf({ finished_reason: 'stop' }) ?? -1;
    expect(tables.schemaOf([tokens, stop]).entries).toEqual([
      { meaning: 'generationTokens', division: '', part: 'value' },
      { meaning: 'requestsFinished', division: 'stop', part: 'value' },
    ]);
  });

  it('is one object for engines with the same numbers', () => {
    const tables = createEntryTables();
    const tokens = tables.of('generationTokens', 'value').numberOf({}) ?? -1;
    expect(tables.schemaOf([tokens])).toBe(tables.schemaOf([tokens]));
    expect(tables.schemaOf([])).not.toBe(tables.schemaOf([tokens]));
  });
});
