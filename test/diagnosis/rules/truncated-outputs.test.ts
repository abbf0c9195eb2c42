import { describe, expect, it } from 'vitest';
import { truncatedOutputs } from '../../../src/diagnosis/rules/truncated-outputs.ts';
import { findingOf } from '../finding-of.ts';

const finishing = (stop: number, length: number) => ({ finished: { stop, length, abort: 0, error: 0 } });

describe('truncated-outputs', () => {
  it('fires, as information, where many answers reach their limit', () => {
    // 1 of 2 a second.
    const finding = findingOf(truncatedOutputs, finishing(1, 1));
    expect(finding).toMatchObject({ state: 'fires', role: 'symptom', severity: 'info', confidence: 'high' });
    expect(finding.message).toBe(
      '50 % of the answers ended because they reached the most tokens that were asked for, not by themselves',
    );
    // Nobody knows what it costs.
    expect(finding.atStake).toBeUndefined();
    expect(finding.actions[0]?.predicts).toMatchObject([
      { measure: 'generationTokensPerRequest', direction: 'rises' },
      { measure: 'e2eSeconds', direction: 'rises' },
    ]);
  });

  it.each([
    ['where all stop by themselves', finishing(2, 0), 'quiet'],
    ['where nobody finished', finishing(0, 0), 'quiet'],
    ['just over one in five', finishing(1.59, 0.41), 'fires'],
    ['just under it', finishing(1.61, 0.39), 'quiet'],
    // 50 and 49 in a hundred seconds.
    ['with fifty that finished', finishing(0.25, 0.25), 'fires'],
    ['with fewer', finishing(0.24, 0.25), 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(truncatedOutputs, does).state).toBe(state);
  });

  it.each(['stop', 'length', 'abort'])('cannot tell without the reason %s', (reason) => {
    const series = { [`vllm:request_success_total{engine="0",model_name="m",finished_reason="${reason}"}`]: undefined };
    expect(findingOf(truncatedOutputs, { ...finishing(1, 1), series }).state).toBe('cannot-tell');
  });

  it.each([
    ['a benchmark, where next to nothing stops', finishing(0.019, 1.981), 'yes', 'no', 'medium'],
    ['a model that stops now and then', finishing(0.021, 1.979), 'no', 'no', 'high'],
    ['outputs as short as the default', { ...finishing(1, 1), outputTokens: 16 }, 'no', 'yes', 'medium'],
    ['longer ones', { ...finishing(1, 1), outputTokens: 17 }, 'no', 'no', 'high'],
    ['both', { ...finishing(0, 2), outputTokens: 8 }, 'yes', 'yes', 'low'],
  ])('weighs what speaks against it: %s', (_, does, benchmark, short, confidence) => {
    expect(findingOf(truncatedOutputs, does)).toMatchObject({
      state: 'fires',
      severity: 'info',
      confidence,
      objections: [{ found: benchmark }, { found: short }],
    });
  });

  it('does not know how short outputs are where nobody says', () => {
    const series = { 'vllm:request_generation_tokens_sum{engine="0",model_name="m"}': undefined };
    const { objections } = findingOf(truncatedOutputs, { ...finishing(1, 1), series });
    expect(objections[1]).toMatchObject({ found: 'unknown' });
  });

  it('takes the threshold that an operator sets', () => {
    expect(findingOf(truncatedOutputs, finishing(1, 1), { overrides: { share: 0.6 } }).state).toBe('quiet');
  });
});
