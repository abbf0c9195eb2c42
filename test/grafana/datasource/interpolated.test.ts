// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { interpolated, type Replace } from '../../../src/grafana/datasource/interpolated.ts';
import { matchersOf } from '../../../src/grafana/datasource/reading/selection.ts';
import type { RidgelineQuery } from '../../../src/grafana/query/index.ts';
import { escapeRegex } from '../../../src/sources/prometheus-api/index.ts';

const VALUES: Readonly<Record<string, string>> = {
  $target: 'gpu-1.x:8000',
  $model: 'a"b\\c',
  $ttft: '0.3',
  $all: 'namespace="prod",pod=~"vllm-.*"',
};

/** As Grafana's: with the format `regex` a value becomes a text in a regular expression. */
const replace: Replace = (text, format) =>
  text.replace(/\$\w+/g, (name) => {
    const value = VALUES[name] ?? name;
    return format === 'regex' ? escapeRegex(value) : value;
  });

const filled = (query: Partial<RidgelineQuery>) => interpolated({ refId: '$model', kind: 'answer', ...query }, replace);

describe('the variables of a dashboard', () => {
  it('become texts where regular expressions stand, and the rest of the pattern stays one', () => {
    expect(matchersOf(filled({ target: '$target', model: 'llama.*|$model' }))).toEqual([
      { label: 'model_name', operator: '=~', value: 'llama.*|a"b\\\\c' },
      { label: 'instance', operator: '=~', value: 'gpu-1\\.x:8000' },
    ]);
  });

  it('keep what they are beside an equals sign, and are escaped beside a pattern', () => {
    expect(matchersOf(filled({ match: 'instance="$target",host=~"$target",name="$model"' }))).toEqual([
      { label: 'instance', operator: '=', value: 'gpu-1.x:8000' },
      { label: 'host', operator: '=~', value: 'gpu-1\\.x:8000' },
      { label: 'name', operator: '=', value: 'a"b\\c' },
    ]);
  });

  it('may hold matchers as a whole', () => {
    expect(matchersOf(filled({ match: '$all' })).map(({ label }) => label)).toEqual(['namespace', 'pod']);
  });

  it('stay numbers in objectives, and texts in windows', () => {
    expect(filled({ objective: { ttft: '$ttft' }, window: '1m' })).toMatchObject({
      objective: { ttft: '0.3' },
      window: '1m',
    });
  });

  it('leave everything else alone', () => {
    expect(filled({ kind: 'measures', measures: ['itlSeconds'] })).toEqual({
      refId: '$model',
      kind: 'measures',
      measures: ['itlSeconds'],
    });
  });
});

describe('which engines a query is about', () => {
  it.each(['', ' ', '.*', '.+', '(.+)', undefined])('all, for %o', (model) => {
    expect(matchersOf(model === undefined ? {} : { model })).toEqual([]);
  });

  it('takes ad-hoc filters, each value of a list as a text', () => {
    expect(
      matchersOf({}, [
        { key: 'job', operator: '=', value: 'vllm' },
        { key: 'pod', operator: '=|', value: 'a.b', values: ['a.b', 'c'] },
        { key: 'zone', operator: '!=|', value: 'x', values: ['x', 'y'] },
        { key: 'odd', operator: '<', value: '1' },
      ]),
    ).toEqual([
      { label: 'job', operator: '=', value: 'vllm' },
      { label: 'pod', operator: '=~', value: 'a\\.b|c' },
      { label: 'zone', operator: '!~', value: 'x|y' },
    ]);
  });

  it('says where matchers stop being some', () => {
    expect(() => matchersOf({ match: 'job=vllm' })).toThrow(/cannot be read from "job=vllm"/);
  });
});
