import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/diagnosis/check-rule.ts';
import { replicaImbalance } from '../../../src/diagnosis/rules/replica-imbalance.ts';
import { fixtureAnalyses } from '../../mistakes/load.ts';
import type { EngineDoes } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const BUSY = { running: '16x10', waiting: '6x10', finished: { stop: 4 }, firstTokensPerSecond: 4 };
const CALM = { running: '3x10' };
const beside = (...replicas: Partial<EngineDoes>[]) => ({ replicas });

const GAUGE = 'vllm:num_requests_waiting{engine="0",model_name="m"}';

describe('replica-imbalance', () => {
  it('fires on the busiest engine, with its numbers', () => {
    const finding = findingOf(replicaImbalance, BUSY, beside(CALM, { running: '5x10' }));
    expect(finding).toMatchObject({ state: 'fires', severity: 'warning', confidence: 'high' });
    expect(finding.message).toBe(
      '22 requests are here and 6 of them wait, against 4 on average on the other engines of the model',
    );
    // The mean of all is (22 + 3 + 5) ÷ 3 = 10, so all 6 that wait would be elsewhere; 4 a second start: 1.5 s, 6 of 22.
    expect(finding.atStake).toMatchObject({ measure: 'e2eSeconds', amount: { value: 1.5 } });
    expect(finding.atStake?.ratio).toBeCloseTo(6 / 22, 12);
  });

  it('puts no more at stake than an even spread would move', () => {
    const finding = findingOf(
      replicaImbalance,
      { ...BUSY, running: '10x10', waiting: '20x10' },
      beside({ running: '14x10' }),
    );
    // The mean of 30 and 14 is 22: of the 20 that wait 8 would be elsewhere; 4 a second start.
    expect(finding.atStake?.amount.value).toBe(2);
    expect(finding.atStake?.ratio).toBeCloseTo(8 / 30, 12);
  });

  it('M4: sees engines behind one target, and fires on the one that has all the load', () => {
    const replicas = fixtureAnalyses('dp2_hot_engine1');
    const states = replicas.map(
      (analysis) => checkRule(replicaImbalance, analysis, { replicas, before: undefined }).state,
    );
    expect(states).toEqual(['quiet', 'fires']);
  });

  it.each([
    // 22 requests here.
    ['at twice the others', BUSY, '11x10', 'quiet'],
    ['just over it', BUSY, '10.99x10', 'fires'],
    ['one that waits, on average', { ...BUSY, waiting: '1x10' }, '3x10', 'fires'],
    ['just under it', { ...BUSY, waiting: '0.99x10' }, '3x10', 'quiet'],
    ['another that is busier', BUSY, '50x10', 'quiet'],
    ['others that have none', BUSY, '0x10', 'fires'],
  ])('%s', (_, does, running, state) => {
    expect(findingOf(replicaImbalance, does, beside({ running })).state).toBe(state);
  });

  it('is quiet about a single engine', () => {
    expect(findingOf(replicaImbalance, BUSY).state).toBe('quiet');
  });

  it('cannot tell while a count is missing, here or elsewhere', () => {
    const series = { [GAUGE]: undefined };
    expect(findingOf(replicaImbalance, { ...BUSY, series }, beside(CALM)).state).toBe('cannot-tell');
    const finding = findingOf(replicaImbalance, BUSY, beside(CALM, { ...CALM, series }));
    expect(finding.state).toBe('cannot-tell');
    expect(finding.message).toContain('of the other engines');
    // Whatever that engine has, another is busier than this one.
    expect(findingOf(replicaImbalance, BUSY, beside({ running: '50x10' }, { series })).state).toBe('quiet');
  });

  it.each([
    ['the others queue, too', { running: '2x10', waiting: '1x10' }],
    ['another sleeps', { ...CALM, asleep: true }],
    ['no more arrive here', { ...CALM, finished: { stop: 4 } }],
  ])('is less sure where %s', (_, other) => {
    expect(findingOf(replicaImbalance, BUSY, beside(other))).toMatchObject({ state: 'fires', confidence: 'medium' });
  });

  it('advises to route by load, so that fewer wait', () => {
    const [action] = findingOf(replicaImbalance, BUSY, beside(CALM)).actions;
    expect(action).toMatchObject({ knob: 'routing', change: 'set' });
    expect(action?.predicts[0]).toEqual({ measure: 'requestsWaiting', direction: 'falls' });
  });

  it('takes the ratio that an operator sets', () => {
    const finding = findingOf(replicaImbalance, BUSY, { ...beside(CALM), overrides: { ratio: 8 } });
    expect(finding.state).toBe('quiet');
  });
});
