import { describe, expect, it } from 'vitest';
import { clientAborts } from '../../../src/diagnosis/rules/client-aborts.ts';
import { windowOf, analysisOf } from '../../build-page.ts';
import { checkRule } from '../../../src/diagnosis/check-rule.ts';
import { engineRun } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const label = (name: string, further = ''): string => `vllm:${name}{engine="0",model_name="m"${further}}`;
const reason = (name: string): string => label('request_success_total', `,finished_reason="${name}"`);

/** 2.5 a second start, 2 finish, and as many run as before: 50 of 250 in a hundred seconds are gone. */
const LEAVING = { firstTokensPerSecond: 2.5 };

describe('client-aborts', () => {
  it('fires on requests that start, do not finish and no longer run', () => {
    const finding = findingOf(clientAborts, LEAVING);
    expect(finding).toMatchObject({ state: 'fires', role: 'contribution', severity: 'warning', confidence: 'high' });
    expect(finding.message).toBe('About 50 requests were given up by their clients, 20 % of those that left');
    // 50 in 100 s, of 200 that finished and 50 that did not.
    expect(finding.atStake).toMatchObject({
      measure: 'firstTokensPerSecond',
      amount: { value: 0.5, unit: 'requestsPerSecond' },
      ratio: 0.2,
    });
  });

  it('fires on those that vLLM counts itself', () => {
    // 0.5 of 2.5 that finish a second.
    const finding = findingOf(clientAborts, {
      finished: { stop: 2, length: 0, abort: 0.5 },
      firstTokensPerSecond: 2.5,
    });
    expect(finding).toMatchObject({ state: 'fires', atStake: { ratio: 0.2 } });
  });

  it.each([
    ['where all that start finish', {}, 'quiet'],
    [
      'where nobody asks',
      { finished: { stop: 0, length: 0, abort: 0 }, firstTokensPerSecond: 0, running: '0x10' },
      'quiet',
    ],
    // 10.6 of 210.6 are 5.03 %; 10.4 of 210.4 are 4.94 %.
    ['just over the share', { firstTokensPerSecond: 2.106 }, 'fires'],
    ['just under it', { firstTokensPerSecond: 2.104 }, 'quiet'],
    // 0.5 finish a second: 10 of 60, and 9.9 of 59.9.
    ['at ten requests', { finished: { stop: 0.5, length: 0, abort: 0 }, firstTokensPerSecond: 0.6001 }, 'fires'],
    ['just under ten', { finished: { stop: 0.5, length: 0, abort: 0 }, firstTokensPerSecond: 0.599 }, 'quiet'],
    // The 50 are still there: 40 more run at the end.
    ['where those that start still run', { ...LEAVING, running: '8+5x10' }, 'quiet'],
    // Of 50 as many as 45 may come from a queue of that many.
    ['where they may have waited before', { ...LEAVING, waiting: '45x10' }, 'cannot-tell'],
    // The queue shrank by 5 while 50 were given up: 55 started from nowhere, and 50 are sure.
    ['where only a few may have', { ...LEAVING, waiting: '5-0.5x10' }, 'fires'],
  ])('%s', (_, does, state) => {
    expect(findingOf(clientAborts, does).state).toBe(state);
  });

  it('looks beyond preemptions, as far as the queue is short', () => {
    expect(findingOf(clientAborts, { ...LEAVING, preemptionsPerSecond: 0.1 }).state).toBe('fires');
    expect(findingOf(clientAborts, { preemptionsPerSecond: 0.1 }).state).toBe('quiet');
    expect(findingOf(clientAborts, { preemptionsPerSecond: 0.1, waiting: '30x10' }).state).toBe('cannot-tell');
  });

  it.each([
    label('num_requests_running'),
    label('num_requests_waiting'),
    label('num_preemptions_total'),
    label('time_to_first_token_seconds_count'),
    reason('abort'),
    reason('stop'),
    reason('length'),
  ])('cannot tell without %s', (name) => {
    expect(findingOf(clientAborts, { ...LEAVING, series: { [name]: undefined } }).state).toBe('cannot-tell');
  });

  it('cannot tell across a restart', () => {
    const series = { [label('generation_tokens_total')]: '0+2000x5 0+2000x4' };
    const analysis = analysisOf(windowOf(engineRun({ ...LEAVING, series })));
    expect(analysis.quality.restarts).toBe(1);
    expect(checkRule(clientAborts, analysis, { replicas: [analysis], before: undefined }).state).toBe('cannot-tell');
  });

  it.each([
    // All first tokens take 0.12 s.
    ['quick', 0.25, 'yes', 'medium'],
    ['not quick', 0.06, 'no', 'high'],
  ])('is judged by whether answers are %s', (_, ttftSeconds, found, confidence) => {
    const settings = { objective: { match: {}, ttftSeconds } };
    expect(findingOf(clientAborts, LEAVING, { settings })).toMatchObject({ confidence, objections: [{ found }] });
  });

  it.each([
    // 95.2 of 100 and 94.8 of 100 within 0.25 s.
    [95.2, 'yes'],
    [94.8, 'no'],
  ])('calls %f %% within the objective quick: %s', (percent, found) => {
    const settings = { objective: { match: {}, ttftSeconds: 0.25 } };
    const edge = label('time_to_first_token_seconds_bucket', ',le="0.25"');
    const series = { [edge]: `0+${0.25 * percent}x10`, [edge.replace('0.25', '0.1')]: `0x10` };
    expect(findingOf(clientAborts, { ...LEAVING, series }, { settings }).objections[0]?.found).toBe(found);
  });

  it('does not know without an objective, and takes the threshold that an operator sets', () => {
    expect(findingOf(clientAborts, LEAVING).objections[0]?.found).toBe('unknown');
    expect(findingOf(clientAborts, LEAVING, { overrides: { share: 0.3 } }).state).toBe('quiet');
  });

  it('advises to look at timeouts, so that more that start finish', () => {
    expect(findingOf(clientAborts, LEAVING).actions[0]?.predicts[0]).toMatchObject({
      measure: 'completionsPerSecond',
      direction: 'rises',
    });
  });
});
