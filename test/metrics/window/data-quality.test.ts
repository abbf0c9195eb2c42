import { expect, it } from 'vitest';
import { dataQuality } from '../../../src/metrics/window/index.ts';
import { vllm, windowOf, type Run } from '../../build-page.ts';

const TOKENS = vllm('generation_tokens_total');
const idsOf = (run: Run): string[] => dataQuality(windowOf(run)).map(({ id }) => id);

it('a clean window says nothing', () => {
  expect(idsOf({ series: { [TOKENS]: '0+1x9' } })).toEqual([]);
});

it.each<[string, Run, string[]]>([
  ['a restart', { series: { [TOKENS]: '5 6 1 2' } }, ['counter-reset']],
  ['a failed scrape', { series: { [TOKENS]: '1 2 3 4' }, failing: [1] }, ['scrape-failed']],
  [
    'a clock that went backwards',
    { series: { [TOKENS]: '1+1x5' }, atSeconds: [0, 1, 2, 1.5, 2.5, 3.5] },
    ['clock-step'],
  ],
  [
    'what the page itself said',
    { series: { [TOKENS]: '1 1', [vllm('prompt_tokens_total')]: '_ 1' } },
    ['series-appeared'],
  ],
])('%s', (_, run, ids) => {
  expect(idsOf(run)).toEqual(ids);
});

// Nine steps of 1 s and one longer: a gap is more than three times the other steps.
it.each([
  [3, []],
  [3.1, ['gap']],
])('a step of %d s among steps of 1 s', (longest, ids) => {
  const atSeconds = Array.from({ length: 11 }, (_, i) => (i < 5 ? i : i - 1 + longest));
  expect(idsOf({ series: { [TOKENS]: '0+1x10' }, atSeconds })).toEqual(ids);
});

it('a single step is the rule, not a gap', () => {
  expect(idsOf({ series: { [TOKENS]: '0 1' }, everySeconds: 3600 })).toEqual([]);
});

it('the stretch in which the clock stepped back is not among the steps that a gap is measured by', () => {
  // Two steps of 10 s; the clock stands still or runs backwards at three scrapes between.
  const run = { series: { [TOKENS]: '0+1x5' }, atSeconds: [0, 10, 9, 9, 8, 18] };
  expect(idsOf(run)).toEqual(['clock-step']);
});

it('a gap is seen beside a clock step', () => {
  const run = { series: { [TOKENS]: '0+1x5' }, atSeconds: [0, 1, 0.5, 1.5, 2.5, 12.5] };
  expect(idsOf(run)).toEqual(['clock-step', 'gap']);
});
