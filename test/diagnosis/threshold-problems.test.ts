import { expect, it } from 'vitest';
import { RULES, thresholdProblems } from '../../src/diagnosis/index.ts';

it('finds none in what there is', () => {
  expect(thresholdProblems({})).toEqual([]);
  expect(thresholdProblems({ 'sequence-cap': { waitingShare: 0.3 }, 'engine-hung': {} })).toEqual([]);
});

it('names a rule that there is not, with those that there are', () => {
  const [problem, ...others] = thresholdProblems({ 'sequence-hat': { waitingShare: 0.3 } });
  expect(others).toEqual([]);
  expect(problem).toMatch(/^rules\.sequence-hat: there is no such rule; there are /);
  for (const { id } of RULES) expect(problem).toContain(id);
});

it('names a threshold that there is not, with those that there are', () => {
  expect(
    thresholdProblems({ 'sequence-cap': { waitingshare: 0.3, kvCacheFull: 1 }, 'engine-hung': { toString: 1 } }),
  ).toEqual([
    'rules.sequence-cap.waitingshare: it has no such threshold; it has waitingShare, longWait, kvCacheFull',
    'rules.engine-hung.toString: it has no such threshold; it has none',
  ]);
});
