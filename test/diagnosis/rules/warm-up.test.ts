import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../src/analysis/index.ts';
import { checkRule, type Overrides } from '../../../src/diagnosis/check-rule.ts';
import { warmUp } from '../../../src/diagnosis/rules/warm-up.ts';
import { analysisOf, foldOf, snapshotsOf, windowOf } from '../../build-page.ts';
import { engineAnalysis, engineRun, type EngineDoes } from '../engine-run.ts';

const label = (name: string, further = ''): string => `vllm:${name}{engine="0",model_name="m"${further}}`;
const bucket = (le: string): string => label('time_to_first_token_seconds_bucket', `,le="${le}"`);

/** Its counters begin anew at the seventh scrape: a restart. */
const RESTARTS = { [label('generation_tokens_total')]: '0+2000x5 0+2000x4' };

/**
 * Of 20 first tokens between two scrapes `fast` take 0.08–0.1 s and the others 0.75–1 s. With 12 of 20 the median lies in
 * the first of these buckets, 10/12 through it: 0.0967 s; the 99th of a hundred in the other, 7.8/8 through it: 0.994 s.
 * The mean says the same of all.
 */
const slow = (fast: number, sum: number): Record<string, string> => ({
  ...Object.fromEntries(['0.001', '0.005', '0.01', '0.02', '0.04', '0.06', '0.08'].map((le) => [bucket(le), '0x10'])),
  ...Object.fromEntries(['0.1', '0.25', '0.5', '0.75'].map((le) => [bucket(le), `0+${fast}x10`])),
  [label('time_to_first_token_seconds_sum')]: `0+${sum}x10`,
});
const SLOW = slow(12, 12 * 0.095 + 8 * 0.98);

const restarted = (series: Record<string, string | undefined> = SLOW, does: Partial<EngineDoes> = {}): Analysis =>
  analysisOf(windowOf(engineRun({ ...does, series: { ...series, ...RESTARTS } })));

const said = (analysis: Analysis, before?: Analysis, overrides?: Overrides) => {
  const finding = checkRule(warmUp, analysis, { replicas: [analysis], before }, overrides);
  expect(finding.state).not.toBe('failed');
  return finding;
};

describe('warm-up', () => {
  it('fires after a restart where some first tokens are far slower than most', () => {
    const finding = said(restarted());
    expect(finding).toMatchObject({ state: 'fires', role: 'contribution', severity: 'info' });
    expect(finding.evidence['typical']?.measured.value).toBeCloseTo(0.08 + (10 / 12) * 0.02, 6);
    expect(finding.message).toMatch(
      /^It started in this window, and the slowest first tokens take \d+ ms against 96.7 ms as a rule$/,
    );
    expect(finding.objections).toMatchObject([{ found: 'unknown' }]);
    expect(finding.actions[0]?.predicts).toMatchObject([{ measure: 'ttftSecondsP99', direction: 'falls' }]);
  });

  it('fires on an engine that appeared after its target did', () => {
    const [first, ...others] = snapshotsOf(engineRun({ series: SLOW }));
    const empty = snapshotsOf({ series: { 'python_info{version="x"}': '1' }, atSeconds: [990] });
    const [window] = foldOf([...empty, ...(first ? [first] : []), ...others]);
    if (!window) throw new Error('no window');
    const analysis = analysisOf(window);
    expect(analysis.annotations.map(({ id }) => id)).toContain('engine-appeared');
    expect(said(analysis).state).toBe('fires');
  });

  it('is quiet where it did not start, or where all is quick after it', () => {
    expect(said(engineAnalysis({ series: SLOW })).state).toBe('quiet');
    expect(said(restarted({})).state).toBe('quiet');
  });

  it('leaves what a queue does to the queue', () => {
    // 2 of 10 wait, a fifth; 1.99 of 9.99 are less.
    expect(said(restarted(SLOW, { waiting: '2x10' })).state).toBe('quiet');
    expect(said(restarted(SLOW, { waiting: '1.99x10' })).state).toBe('fires');
  });

  it('fires from times the median on, and from so much more', () => {
    const { ttftSecondsP50: typical, ttftSecondsP99: slowest } = restarted().measures;
    if (!typical.known || !slowest.known) throw new Error('not known');
    const times = slowest.value / typical.value;
    const more = slowest.value - typical.value;
    const state = (overrides: Overrides): string => said(restarted(), undefined, overrides).state;
    expect([state({ timesTypical: 0.999 * times }), state({ timesTypical: 1.001 * times })]).toEqual([
      'fires',
      'quiet',
    ]);
    expect([state({ beyond: 0.999 * more }), state({ beyond: 1.001 * more })]).toEqual(['fires', 'quiet']);
  });

  it.each([label('num_requests_waiting'), label('num_requests_running'), label('time_to_first_token_seconds_sum')])(
    'cannot tell without %s',
    (name) => {
      expect(said(restarted({ ...SLOW, [name]: undefined })).state).toBe('cannot-tell');
    },
  );

  it('weighs it against the window before', () => {
    // The mean is (12 · 0.095 + 8 · 0.98) ÷ 20 = 0.449 s; before 0.12 s: 0.329 s more, 73 % of it.
    const finding = said(restarted(), engineAnalysis());
    expect(finding).toMatchObject({ confidence: 'high', objections: [{ found: 'no' }] });
    expect(finding.atStake?.amount.value).toBeCloseTo(0.329, 9);
    expect(finding.atStake).toMatchObject({ measure: 'ttftSeconds' });
    expect(finding.atStake?.ratio).toBeCloseTo(0.329 / 0.449, 9);
  });

  it.each([
    // 0.449 s ÷ 1.2 = 0.3742 s; of them 0.02 s are the front end's.
    ['a little less slow', 0.352, 'no', 'high'],
    ['as slow', 0.356, 'yes', 'medium'],
  ])('is less sure where it was %s before', (_, prefillSeconds, found, confidence) => {
    const finding = said(restarted(), engineAnalysis({ prefillSeconds }));
    expect(finding).toMatchObject({ state: 'fires', confidence, objections: [{ found }] });
  });

  it('has nothing at stake where it was slower before', () => {
    expect(said(restarted(), engineAnalysis({ prefillSeconds: 2 })).atStake).toBeUndefined();
  });
});
