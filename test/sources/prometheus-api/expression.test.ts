import { describe, expect, it } from 'vitest';
import {
  aggregate,
  braces,
  duration,
  firstOf,
  selector,
  timeOf,
} from '../../../src/sources/prometheus-api/expression.ts';

const IN_JOB = [{ label: 'job', operator: '=', value: 'vllm' }] as const;

describe('a length of time', () => {
  it.each([
    [300, '5m'],
    [3600, '60m'],
    [90, '90s'],
    [1, '1s'],
    [1.5, '1500ms'],
    [0.001, '1ms'],
    [59.9996, '1m'],
    [7.0004, '7s'],
  ])('of %d s is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe('a selector', () => {
  it.each([
    ['vllm:generation_tokens_total', [], 'vllm:generation_tokens_total'],
    ['ray_vllm_x', IN_JOB, 'ray_vllm_x{job="vllm"}'],
    ['vllm:a-b', [], '{__name__="vllm:a-b"}'],
    ['vllm:a"b', IN_JOB, '{__name__="vllm:a\\"b",job="vllm"}'],
    ['1x', [], '{__name__="1x"}'],
    ['x\n', [], '{__name__="x\\x0a"}'],
  ] as const)('of %j is %s', (name, matchers, text) => {
    expect(selector(name, matchers)).toBe(text);
  });
});

it('braces hold all matchers', () => {
  expect(braces([])).toBe('{}');
  expect(braces([...IN_JOB, { label: 'pod', operator: '!~', value: 'a|b' }])).toBe('{job="vllm",pod!~"a|b"}');
});

it('an aggregation names what it keeps', () => {
  expect(aggregate('sum', ['instance', 'le'], 'x')).toBe('sum by (instance, le) (x)');
});

it('of several names the first counts', () => {
  expect(firstOf(['new', 'old'], (name) => `max(${name})`)).toBe('max(new)\nor max(old)');
  expect(firstOf(['only'], (name) => name)).toBe('only');
});

it('an instant is told to the millisecond', () => {
  expect(timeOf(1_700_000_000.12345)).toBe('1700000000.123');
});
