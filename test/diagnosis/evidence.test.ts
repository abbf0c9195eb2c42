import { describe, expect, it } from 'vitest';
import { derivedEvidence, inWords, measuredEvidence, type EvidenceByName } from '../../src/diagnosis/evidence.ts';

const EVIDENCE: EvidenceByName = {
  wait: derivedEvidence('wait', 1.5, 'seconds', { low: 0.5, high: 2, bound: { relation: '≥', value: 1 } }),
  share: derivedEvidence('share', 0.25, 'ratio'),
};

describe('a text with its numbers', () => {
  it.each([
    ['{wait} of {share}, {share} in all', '1.5 s of 25 %, 25 % in all'],
    ['{wait.low} to {wait.high}, at least {wait.bound}', '500 ms to 2 s, at least 1 s'],
    ['braces of { others } and {} stay', 'braces of { others } and {} stay'],
  ])('%s', (template, text) => {
    expect(inWords(template, EVIDENCE)).toBe(text);
  });

  it.each([
    ['{other}', /"{other}" speaks of other, which is no evidence/],
    ['{share.low}', /share has no low/],
    ['{share.high}', /share has no high/],
    ['{share.bound}', /share has no bound/],
    ['{toString}', /./],
  ])('%s is no text that anybody reads', (template, problem) => {
    expect(() => inWords(template, EVIDENCE)).toThrow(problem);
  });
});

describe('evidence', () => {
  it('of a measure is that measure', () => {
    const measured = { known: true, value: 3, unit: 'requests', annotations: [] } as const;
    expect(measuredEvidence('waiting', 'requestsWaiting', measured)).toEqual({
      what: 'waiting',
      measure: 'requestsWaiting',
      measured,
      bound: undefined,
    });
  });

  it('that is derived has the bounds that there are', () => {
    expect(derivedEvidence('x', 1, 'count', { low: Number.NEGATIVE_INFINITY, high: 2 }).measured).toEqual({
      known: true,
      value: 1,
      high: 2,
      unit: 'count',
      annotations: [],
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('that is derived is never %d', (value) => {
    expect(() => derivedEvidence('share of them', value, 'ratio')).toThrow(/^share of them: .* is no number/);
  });
});
