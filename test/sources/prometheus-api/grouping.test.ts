import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupingOf, identityOf, keyOf } from '../../../src/sources/prometheus-api/grouping.ts';

const engine = (labels: Readonly<Record<string, string>>) => ({
  instance: 'host:8000',
  engine: '0',
  model_name: 'm',
  ...labels,
});

const targetOf = (...engines: Readonly<Record<string, string>>[]) => groupingOf(engines.map(engine)).target;

describe('the labels that tell engines apart', () => {
  it('are address, engine and model where these do', () => {
    expect(groupingOf([engine({ instance: 'a' }), engine({ instance: 'b' }), engine({ engine: '1' })])).toEqual({
      target: ['instance'],
      engine: ['instance', 'engine', 'model_name'],
    });
  });

  it('leave out what all share', () => {
    expect(targetOf({ job: 'vllm', cluster: 'eu' }, { instance: 'b', job: 'vllm', cluster: 'eu' })).toEqual([
      'instance',
    ]);
  });

  it('leave out what differs where the address differs as well', () => {
    expect(targetOf({ instance: 'a', pod: 'p-1' }, { instance: 'b', pod: 'p-2' })).toEqual(['instance']);
  });

  it('keep two clusters with equal addresses apart', () => {
    expect(targetOf({ cluster: 'eu' }, { cluster: 'us' })).toEqual(['instance', 'cluster']);
  });

  it('tell a label that only one of them has', () => {
    expect(targetOf({}, { replica: '1' })).toEqual(['instance', 'replica']);
  });

  it('tell pods apart that follow each other at one address', () => {
    expect(targetOf({ pod: 'vllm-7d-x' }, { pod: 'vllm-7d-y' })).toEqual(['instance', 'pod']);
  });

  it('leave out what does not tell them apart, though more familiar', () => {
    const shared = { cluster: 'eu', namespace: 'prod', job: 'vllm' };
    expect(targetOf({ ...shared, pod: 'x' }, { ...shared, pod: 'y' })).toEqual(['instance', 'pod']);
  });

  it('are the widest of several that would do', () => {
    expect(targetOf({ pod: 'p', cluster: 'eu', zone: 'a' }, { pod: 'q', cluster: 'us', zone: 'b' })).toEqual([
      'instance',
      'cluster',
    ]);
  });

  it('are several where one is not enough', () => {
    expect(targetOf({ namespace: 'a', pod: '0' }, { namespace: 'a', pod: '1' }, { namespace: 'b', pod: '0' })).toEqual([
      'instance',
      'namespace',
      'pod',
    ]);
  });

  it('are those of a wrapper where nothing familiar differs', () => {
    expect(targetOf({ ReplicaId: 'x' }, { ReplicaId: 'y' })).toEqual(['instance', 'ReplicaId']);
  });

  it('are never the process or the bucket, which lie within an engine', () => {
    expect(targetOf({ pid: '1' }, { pid: '2' })).toEqual(['instance']);
    expect(targetOf({ le: '1' }, { le: '2' })).toEqual(['instance']);
  });

  it('tell apart all that differ in anything (law)', () => {
    const name = fc.constantFrom('instance', 'engine', 'model_name', 'job', 'pod', 'cluster', 'zone');
    const labels = fc.dictionary(name, fc.constantFrom('', 'x', 'y'), { noNullPrototype: true });
    const engines = fc.array(labels, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(engines, (all) => {
        const everything = ['instance', 'engine', 'model_name', 'job', 'pod', 'cluster', 'zone'];
        const distinct = (by: readonly string[]) => new Set(all.map((one) => keyOf(one, by))).size;
        expect(distinct(groupingOf(all).engine)).toBe(distinct(everything));
      }),
    );
  });
});

describe('the key of labels', () => {
  const by = ['a', 'b', 'c'];

  it('takes an absent label for an empty one, as Prometheus does', () => {
    expect(keyOf({ a: 'x' }, by)).toBe(keyOf({ a: 'x', b: '', c: '' }, by));
  });

  it('is equal for equal values only (law)', () => {
    const value = fc.string({ unit: 'binary', maxLength: 3 }).filter((text) => !text.includes('\0'));
    const labels = fc.record({ a: value, b: value, c: value });
    fc.assert(
      fc.property(labels, labels, (left, right) => {
        const isSame = by.every((name) => left[name as 'a'] === right[name as 'a']);
        expect(keyOf(left, by) === keyOf(right, by)).toBe(isSame);
      }),
      {
        numRuns: 1000,
        examples: [
          [
            { a: 'xx', b: '', c: '' },
            { a: 'x', b: 'x', c: '' },
          ],
        ],
      },
    );
  });

  it('is equal for equal values only, with a NUL in them, too', () => {
    expect(keyOf({ a: 'x\0', b: '', c: '' }, by)).not.toBe(keyOf({ a: 'x', b: '\0', c: '' }, by));
  });
});

describe('the identity of an engine', () => {
  const grouping = { target: ['instance', 'cluster'], engine: ['instance', 'cluster', 'engine', 'model_name'] };

  it('is its address, engine and model, and the further labels that tell it apart', () => {
    expect(identityOf(engine({ cluster: 'eu', job: 'vllm' }), grouping)).toEqual({
      target: 'host:8000',
      engine: '0',
      model: 'm',
      labels: { cluster: 'eu' },
    });
  });

  it('has no engine and no model where the page states none', () => {
    expect(identityOf({ instance: 'a' }, grouping)).toMatchObject({ engine: null, model: null });
  });

  it('says so where a server took the address away', () => {
    expect(identityOf({ engine: '0' }, grouping).target).toBe('no instance label');
  });
});
