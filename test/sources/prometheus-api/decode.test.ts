import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLabelSets, decodeSeries, decodeTexts, NotAnAnswer } from '../../../src/sources/prometheus-api/decode.ts';

const success = (data: unknown, beside: object = {}): string => JSON.stringify({ status: 'success', data, ...beside });
const series = (...result: unknown[]): string => success({ resultType: 'matrix', result });
const DECODERS = [decodeSeries, decodeLabelSets, decodeTexts];

describe('series', () => {
  it('of a vector have one value each', () => {
    expect(decodeSeries(series({ metric: { job: 'a' }, value: [1.5, '2.25'] })).data).toEqual([
      { labels: { job: 'a' }, times: [1.5], values: [2.25] },
    ]);
  });

  it('of a matrix have times and values side by side', () => {
    const values = [
      [1, '10'],
      [2, '20'],
    ];
    expect(decodeSeries(series({ metric: {}, values })).data).toEqual([
      { labels: {}, times: [1, 2], values: [10, 20] },
    ]);
  });

  it('may be none', () => {
    expect(decodeSeries(series())).toEqual({ data: [], warnings: [] });
  });

  it.each([
    ['NaN', Number.NaN],
    ['+Inf', Number.POSITIVE_INFINITY],
    ['-Inf', Number.NEGATIVE_INFINITY],
    ['1e+06', 1e6],
    ['5e-324', 5e-324],
    ['-0', -0],
    ['0.1', 0.1],
  ])('hold %s as Go writes it', (text, value) => {
    expect(decodeSeries(series({ metric: {}, value: [1, text] })).data[0]?.values).toEqual([value]);
  });

  it.each([
    ['a scalar', { resultType: 'scalar', result: [1, '2'] }],
    ['no result', { resultType: 'vector' }],
    ['a result that is no list', { result: {} }],
    ['an item without labels', { result: [{ value: [1, '2'] }] }],
    ['an item without values', { result: [{ metric: {} }] }],
    ['a histogram of its own kind', { result: [{ metric: {}, histogram: [1, { count: '3' }] }] }],
    ['a value that is a number', { result: [{ metric: {}, value: [1, 2] }] }],
    ['a value that is null', { result: [{ metric: {}, value: [1, null] }] }],
    ['a time that is a text', { result: [{ metric: {}, value: ['1', '2'] }] }],
    ['a point that is no pair', { result: [{ metric: {}, values: [5] }] }],
    ['a label that is a number', { result: [{ metric: { job: 1 }, value: [1, '2'] }] }],
    ['labels that are a list', { result: [{ metric: [], value: [1, '2'] }] }],
    ['nothing', null],
  ])('are not read from %s', (_, data) => {
    expect(() => decodeSeries(success(data))).toThrow(NotAnAnswer);
  });

  it.each(['', ' ', 'abc', '0x10', '1,5'])('are not read from a value that says "%s"', (text) => {
    expect(() => decodeSeries(series({ metric: {}, value: [1, text] }))).toThrow(NotAnAnswer);
  });
});

describe('texts and label sets', () => {
  it('are read as they are', () => {
    expect(decodeTexts(success(['a', 'b'])).data).toEqual(['a', 'b']);
    expect(decodeLabelSets(success([{ job: 'a' }, {}])).data).toEqual([{ job: 'a' }, {}]);
  });

  it.each([[{}], [[1]], [null], ['a'], [[null]], [[['a']]]])('are not read from %j', (data) => {
    expect(() => decodeTexts(success(data))).toThrow(NotAnAnswer);
    expect(() => decodeLabelSets(success(data))).toThrow(NotAnAnswer);
  });
});

describe('an answer', () => {
  it('tells the warnings of the server', () => {
    expect(decodeTexts(success([], { warnings: ['a store is down', 'really'] })).warnings).toEqual([
      'a store is down',
      'really',
    ]);
  });

  it('that VictoriaMetrics calls partial has a warning', () => {
    expect(decodeTexts(success([], { isPartial: true })).warnings).toEqual(['the answer is partial']);
    expect(decodeTexts(success([], { isPartial: false })).warnings).toEqual([]);
  });

  it('may have warnings that are none', () => {
    expect(decodeTexts(success([], { warnings: null })).warnings).toEqual([]);
    expect(decodeTexts(success([], { warnings: [1, 'a'] })).warnings).toEqual(['a']);
  });

  it.each([
    ['nothing', ''],
    ['HTML', '<!doctype html>'],
    ['JSON that is cut off', series({ metric: {}, value: [1, '2'] }).slice(0, -10)],
    ['JSON with more behind it', `${series()}x`],
    ['a list', '[]'],
    ['null', 'null'],
    ['an error', JSON.stringify({ status: 'error', error: 'no' })],
    ['success without data', JSON.stringify({ status: 'success' })],
    ['data without success', JSON.stringify({ data: { result: [] } })],
    ['100 000 brackets', '['.repeat(100_000)],
    ['100 000 brackets, closed', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['100 000 brackets in place of a series', series(0).replace('0', '['.repeat(100_000) + ']'.repeat(100_000))],
  ])('is not read from %s', (_, body) => {
    for (const decode of DECODERS) expect(() => decode(body)).toThrow(NotAnAnswer);
  });

  const decodesOrSaysNo = (body: string): void => {
    for (const decode of DECODERS) {
      try {
        decode(body);
      } catch (error) {
        expect(error).toBeInstanceOf(NotAnAnswer);
      }
    }
  };

  it('is read from any text, or is said to be none (law)', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), decodesOrSaysNo));
  });

  it('is read from any JSON in any place, or is said to be none (law)', () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const item = fc.oneof(json, fc.record({ metric: json, value: json }), fc.record({ metric: json, values: json }));
    const data = fc.oneof(json, fc.record({ result: fc.oneof(json, fc.array(item, { maxLength: 3 })) }));
    const envelope = fc.record({
      status: fc.oneof(fc.constant('success'), json),
      data,
      warnings: json,
      isPartial: json,
    });
    fc.assert(
      fc.property(fc.oneof(json, envelope), (value) => {
        decodesOrSaysNo(JSON.stringify(value));
      }),
      { numRuns: 1000 },
    );
  });
});
