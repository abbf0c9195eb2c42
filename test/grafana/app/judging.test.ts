// @vitest-environment node
import { expect, it } from 'vitest';
import { judgingOf } from '../../../src/grafana/app/overview/judging.ts';
import { boundInWords, firingInWords, type EngineVerdict } from '../../../src/grafana/app/asking/engine-verdicts.ts';

const engines = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ target: `gpu-${i}:8000`, engine: '0', model: 'm', key: `${i}` }));

it('nobody is judged before it is known who is there', () => {
  expect(judgingOf([], { model: 'm' })).toEqual({ queries: [], leftOut: undefined });
});

it('all of a small fleet are, by the very question that found them', () => {
  const { queries, leftOut } = judgingOf(engines(50), { model: 'm' });
  expect(queries).toEqual([{ refId: 'verdict', kind: 'verdict', model: 'm' }]);
  expect(leftOut).toBeUndefined();
});

it('of a large one the worst are, and it says so', () => {
  const { queries, leftOut } = judgingOf(engines(51), { model: 'm' });
  const target = queries[0]?.target ?? '';
  expect(queries[0]).toMatchObject({ model: 'm' });
  const asked = engines(51).filter((each) => new RegExp(`^(?:${target})$`).test(each.target));
  expect(asked).toEqual(engines(20));
  expect(leftOut).toContain('Of 51 engines the 20 worst are judged');
  // The same ones in another order are the same question.
  const turned = [...engines(20).reverse(), ...engines(51).slice(20)];
  expect(judgingOf(turned, { model: 'm' }).queries).toEqual(queries);
});

const verdict = (what: Partial<EngineVerdict>): EngineVerdict => ({
  ...{ target: 't', engine: '0', model: 'm', key: 'k' },
  ...{ boundBy: 'sequence-cap', confidence: 'medium', summary: 's', critical: 0, warning: 0 },
  ...what,
});

it('a verdict is said in words', () => {
  expect(boundInWords(verdict({}))).toBe('sequence-cap, confidence medium');
  expect(boundInWords(verdict({ boundBy: 'arrivals' }))).toBe('nothing but what arrives');
  expect(boundInWords(verdict({ boundBy: 'unknown' }))).toBe('nobody can tell');
  expect(firingInWords(verdict({}))).toBeUndefined();
  expect(firingInWords(verdict({ critical: 1, warning: 2 }))).toBe('1 critical, 2 warnings');
  expect(firingInWords(verdict({ warning: 1 }))).toBe('1 warning');
});
