import { describe, expect, it } from 'vitest';
import { hardwareLimits, type Limit, type ReportedMeasure } from '../../src/report/index.ts';
import { bindingOf } from '../../src/report/limits.ts';

const share = (value: number): ReportedMeasure => ({ known: true, value, unit: 'ratio', annotations: [] });

describe('the roofs as limits', () => {
  it('are as much used as they are while busy, and nobody waits for them', () => {
    const limits = hardwareLimits({ measures: { busyMbuRatio: share(0.4), busyMfuRatio: share(0.05) } });
    expect(limits.map(({ name, usedRatio, full, text }) => [name, usedRatio, full, text])).toEqual([
      ['memory bandwidth', 0.4, false, '40 % while busy'],
      ['compute', 0.05, false, '5 % while busy'],
    ]);
  });

  it('are unknown with their reason, and none where nobody asked', () => {
    const unknown: ReportedMeasure = { known: false, reason: 'not-declared', missing: ['x'] };
    const [memory] = hardwareLimits({ measures: { busyMbuRatio: unknown, busyMfuRatio: unknown } });
    expect([memory?.usedRatio, memory?.text]).toEqual([undefined, 'unknown (not declared; set x)']);
    expect(hardwareLimits({ measures: {} })).toEqual([]);
  });
});

describe('the limit that binds', () => {
  const limit = (rule: string, full: boolean): Limit => ({ name: rule, rule, usedRatio: 1, full, text: '', brief: '' });
  const LIMITS = [
    limit('sequence-cap', true),
    limit('kv-cache-capacity', true),
    limit('weight-bandwidth-bound', false),
  ];
  const bound = (boundBy: string) => bindingOf(LIMITS, { verdict: { boundBy, confidence: 'high', summary: '' } })?.rule;

  it('is the one of the verdict; reading the cache is reading memory', () => {
    expect(['kv-cache-capacity', 'kv-bandwidth-bound', 'arrivals'].map(bound)).toEqual([
      'kv-cache-capacity',
      'weight-bandwidth-bound',
      undefined,
    ]);
  });

  it('is the first that is full where nobody asked for a verdict', () => {
    expect(bindingOf(LIMITS, {})?.rule).toBe('sequence-cap');
    expect(bindingOf(LIMITS.slice(2), {})).toBeUndefined();
  });
});
