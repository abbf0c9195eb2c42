import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../src/analysis/index.ts';
import { checkRule } from '../../../src/diagnosis/check-rule.ts';
import { clockOrScrapeFault } from '../../../src/diagnosis/rules/clock-or-scrape-fault.ts';
import { parseExposition } from '../../../src/metrics/exposition/index.ts';
import { analysisOf, foldOf, pageOf, windowOf, type Run } from '../../build-page.ts';
import { engineRun } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const said = (analysis: Analysis, overrides?: Record<string, number>) =>
  checkRule(clockOrScrapeFault, analysis, { replicas: [analysis], before: undefined }, overrides);

const scraped = (run: Partial<Run>): Analysis => analysisOf(windowOf({ ...engineRun(), ...run }));

/** An engine that does nothing else than run a request, at these times. */
const at = (atSeconds: readonly number[], failing: readonly number[] = []): Analysis =>
  analysisOf(
    windowOf({
      series: {
        'vllm:num_requests_running{engine="0",model_name="m"}': `1x${atSeconds.length - 1}`,
        'vllm:generation_tokens_total{engine="0",model_name="m"}': `0+5x${atSeconds.length - 1}`,
      },
      atSeconds,
      failing,
    }),
  );

const every = (scrapes: number): number[] => Array.from({ length: scrapes }, (_, i) => 1000 + i);

describe('clock-or-scrape-fault', () => {
  it('fires where many scrapes failed', () => {
    // Two of eleven.
    const finding = said(scraped({ failing: [3, 7] }));
    expect(finding).toMatchObject({ state: 'fires', role: 'instrument', severity: 'warning', confidence: 'high' });
    expect(finding.message).toBe(
      'Numbers of this window stand on less than they seem to: 18.2 % of the scrapes failed',
    );
    expect(finding.actions[0]).toMatchObject({ predicts: [{ measure: 'littleResidualRatio', direction: 'falls' }] });
  });

  it('is quiet where every scrape answered', () => {
    expect(findingOf(clockOrScrapeFault).state).toBe('quiet');
    expect(said(at([1000])).state).toBe('quiet');
  });

  it.each([
    ['one scrape in ten failed', at(every(20), [5, 10]), 'fires'],
    ['fewer failed', at(every(21), [5, 10]), 'quiet'],
    // 3 s of 3 + 27 s, against 1 s as a rule; and of 3 + 27.1 s.
    ['a gap is a tenth of the window', at([1000, ...every(28).map((time) => time + 3.1)]), 'fires'],
    ['a gap is less', at([1000, ...every(29).map((time) => time + 3.1)]), 'quiet'],
    ['a long step is no gap', at([1000, 1002, 1003, 1004, 1005]), 'quiet'],
    ['the clock went back', at([1000, 1001, 1002, 1001.5, 1003]), 'fires'],
  ])('%s', (_, analysis, state) => {
    expect(said(analysis).state).toBe(state);
  });

  it('says all that is wrong', () => {
    const finding = said(at([1000, 1001, 1002, 1001.5, 1003, 1004, 1020], [5]));
    expect(finding.message).toBe(
      'Numbers of this window stand on less than they seem to: 14.3 % of the scrapes failed, the clock did not advance between scrapes (1 times), nothing was scraped for 17 s',
    );
  });

  it.each([
    ['a series twice', 'vllm:num_requests_running{engine="0",model_name="m"} 2\n'],
    ['a line that cannot be read', 'vllm:num_requests_running{engine="0"\n'],
    ['an end in the middle', 'vllm:num_requests_wai'],
  ])('fires on a page with %s', (_, end) => {
    const page = parseExposition(pageOf({ 'vllm:num_requests_running{engine="0",model_name="m"}': 1 }) + end);
    const snapshots = [0, 1, 2].map((time) => ({ target: 't', atSeconds: 1000 + time, scrapeSeconds: 0, page }));
    const [window] = foldOf(snapshots);
    if (!window) throw new Error('no window');
    const finding = said(analysisOf(window));
    expect(finding.state).toBe('fires');
    expect(finding.message).toContain('damaged or with a series twice');
    expect(said(analysisOf(window), { damage: 4 }).state).toBe('quiet');
  });

  it('does not count what failed while the engine was down', () => {
    const series = (values: string) => ({
      'vllm:num_requests_running{engine="0",model_name="m"}': '1x20',
      'vllm:generation_tokens_total{engine="0",model_name="m"}': values,
    });
    const restarts = { series: series('100+5x9 0+5x10'), everySeconds: 1, failing: [8, 9, 10, 11, 12] };
    const down = analysisOf(windowOf(restarts));
    expect(down.quality).toMatchObject({ restarts: 1, failedScrapes: 5 });
    expect(said(down).state).toBe('quiet');
    // Of 6 s around the restart 5 failed. 5 others did as well, and 11 answered: 5 of 16.
    const both = said(analysisOf(windowOf({ ...restarts, failing: [2, 4, 6, ...restarts.failing, 14, 16] })));
    expect(both.evidence['failed']?.measured.value).toBeCloseTo(5 / 16, 12);
    expect(both).toMatchObject({ state: 'fires', confidence: 'medium', objections: [{ found: 'yes' }] });
  });

  it('takes the threshold that an operator sets', () => {
    expect(said(scraped({ failing: [3, 7] }), { failed: 0.5 }).state).toBe('quiet');
  });
});
