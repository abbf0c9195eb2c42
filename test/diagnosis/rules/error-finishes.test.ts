import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/diagnosis/check-rule.ts';
import { errorFinishes } from '../../../src/diagnosis/rules/error-finishes.ts';
import { analysisOf, windowOf } from '../../build-page.ts';
import { engineRun } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const finishing = (stop: number, error: number, length = 0) => ({ finished: { stop, length, abort: 0, error } });

describe('error-finishes', () => {
  it('fires where requests fail', () => {
    // 0.1 of 2 a second: 5 %, 10 in a hundred seconds.
    const finding = findingOf(errorFinishes, finishing(1.9, 0.1));
    expect(finding).toMatchObject({ state: 'fires', role: 'symptom', severity: 'warning', confidence: 'high' });
    expect(finding.message).toBe('5 % of the requests that finished ended in an error, 10 in this window');
    expect(finding.atStake).toMatchObject({ measure: 'completionsPerSecond', amount: { value: 0.1 }, ratio: 0.05 });
    expect(finding.actions[0]?.predicts[0]).toMatchObject({ measure: 'goodputRequestsPerSecond', direction: 'rises' });
  });

  it.each([
    ['with none', finishing(2, 0), 'quiet', 'warning'],
    ['where nobody finished', finishing(0, 0), 'quiet', 'warning'],
    // M22: a benchmark ends all its requests by length.
    ['where all reach their limit', finishing(0, 0, 2), 'quiet', 'warning'],
    ['just over one in a hundred', finishing(9.89, 0.11), 'fires', 'warning'],
    ['just under it', finishing(9.91, 0.09), 'quiet', 'warning'],
    ['at one in ten', finishing(1.8, 0.2), 'fires', 'critical'],
    ['just under it', finishing(1.81, 0.19), 'fires', 'warning'],
    ['with five', finishing(0.1, 0.05), 'fires', 'critical'],
    ['with fewer', finishing(0.1, 0.049), 'quiet', 'warning'],
    ['counted against those that reach their limit, too', finishing(0.5, 0.1, 9.5), 'quiet', 'warning'],
  ])('%s', (_, does, state, severity) => {
    expect(findingOf(errorFinishes, does)).toMatchObject({ state, severity });
  });

  it.each(['stop', 'length', 'abort', 'error'])('cannot tell without the reason %s', (reason) => {
    const series = { [`vllm:request_success_total{engine="0",model_name="m",finished_reason="${reason}"}`]: undefined };
    expect(findingOf(errorFinishes, { ...finishing(1, 1), series }).state).toBe('cannot-tell');
  });

  it('cannot tell of an old vLLM, which has no errors among its reasons', () => {
    const finding = findingOf(errorFinishes, { finished: { stop: 2, length: 0, abort: 0 } });
    expect(finding).toMatchObject({ state: 'cannot-tell' });
    expect(finding.message).toContain('errors among them');
  });

  it('is less sure where the engine restarted', () => {
    const series = { 'vllm:generation_tokens_total{engine="0",model_name="m"}': '0+2000x5 0+2000x4' };
    const analysis = analysisOf(windowOf(engineRun({ ...finishing(1.8, 0.2), series })));
    const finding = checkRule(errorFinishes, analysis, { replicas: [analysis], before: undefined });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'medium', objections: [{ found: 'yes' }] });
  });

  it('takes the threshold that an operator sets', () => {
    expect(findingOf(errorFinishes, finishing(1.9, 0.1), { overrides: { share: 0.2 } }).state).toBe('quiet');
  });
});
