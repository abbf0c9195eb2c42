import { expect, it } from 'vitest';
import { derivedEvidence } from '../../src/diagnosis/evidence.ts';
import { objection } from '../../src/diagnosis/objection.ts';

it.each([
  [1, '<', 'no'],
  [2, '<', 'yes'],
  [2, '≤', 'no'],
  [3, '≤', 'yes'],
  [2, '≥', 'no'],
  [1, '≥', 'yes'],
  [3, '>', 'no'],
  [2, '>', 'yes'],
] as const)('%d, which has to be %s 2: found %s', (value, relation, found) => {
  const evidence = derivedEvidence('x', value, 'count', { bound: { relation, value: 2 } });
  expect(objection('it is beyond', evidence)).toEqual({ claim: 'it is beyond', found, evidence });
});

it('is unknown without evidence, or without what to compare it with', () => {
  expect(objection('it is beyond', undefined).found).toBe('unknown');
  expect(objection('it is beyond', derivedEvidence('x', 1, 'count')).found).toBe('unknown');
});
