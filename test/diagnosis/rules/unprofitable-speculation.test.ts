import { describe, expect, it } from 'vitest';
import { unprofitableSpeculation } from '../../../src/diagnosis/rules/unprofitable-speculation.ts';
import type { EngineDoes } from '../engine-run.ts';
import { DECLARED } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

/** Each request that decodes in a step has a draft: 99 times for each of so many requests a second. */
const drafting = (perSecond: number, tokens: number, accepted: number): Partial<EngineDoes> => ({
  finished: { stop: perSecond },
  itlSeconds: 0.038,
  itlSecondsSlowest: 0.038,
  drafts: { perSecond: 99 * perSecond, tokens, accepted },
});
// 99 · 50 ÷ 25 = 198 in a step, each with five draft tokens.
const CROWD = drafting(50, 5, 1);
const without = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`vllm:${name}_total{engine="0",model_name="m"}`, undefined]));
const COUNTERS = ['spec_decode_num_drafts', 'spec_decode_num_draft_tokens', 'spec_decode_num_accepted_tokens'];

describe('unprofitable-speculation', () => {
  it('fires where checking a large batch takes longer than what is accepted is worth', () => {
    const finding = findingOf(unprofitableSpeculation, CROWD, { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'fires', severity: 'warning', role: 'contribution', confidence: 'high' });
    // One and 5 · 0.2 more; 1188 tokens against 198 in a step.
    expect(finding.evidence['gain']?.measured.value).toBeCloseTo(2, 9);
    const cost = finding.evidence['cost']?.measured.value ?? 0;
    expect(cost).toBeGreaterThan(2.3);
    // Of the 38 ms for each token 1 − 2 ÷ cost would be won.
    expect(finding.atStake).toMatchObject({ measure: 'tpotSeconds' });
    expect(finding.atStake?.ratio).toBeCloseTo(1 - 2 / cost, 9);
    expect(finding.atStake?.amount.value).toBeCloseTo(0.038 * (1 - 2 / cost), 9);
    expect(finding.message).toContain('20 % of the draft tokens are accepted');
    const [off, fewer] = finding.actions;
    expect(off).toMatchObject({ knob: '--speculative-config', change: 'remove' });
    expect(off?.predicts[0]).toMatchObject({ measure: 'tpotSeconds', direction: 'falls' });
    expect(off?.predicts[0].then?.value).toBeCloseTo((0.038 * 2) / cost, 9);
    expect(fewer).toMatchObject({ change: 'lower' });
  });

  it('is quiet where the same drafts are checked for few requests', () => {
    const finding = findingOf(unprofitableSpeculation, drafting(2, 5, 1), { settings: DECLARED });
    expect(finding).toMatchObject({ state: 'quiet' });
    expect(finding.message).toContain('brings 2 tokens');
  });

  it.each([
    ['just over what a step costs more', 1.02, 'quiet'],
    ['just under it', 0.98, 'fires'],
  ])('weighs gain against cost: %s', (_, share, state) => {
    const cost =
      findingOf(unprofitableSpeculation, CROWD, { settings: DECLARED }).evidence['cost']?.measured.value ?? 0;
    const does = drafting(50, 5, cost * share - 1);
    const finding = findingOf(unprofitableSpeculation, does, { settings: DECLARED });
    expect(finding.state).toBe(state);
    // So near to it the prediction may be wrong.
    if (state === 'fires') expect(finding).toMatchObject({ confidence: 'medium', objections: [{ found: 'yes' }, {}] });
  });

  it.each([
    ['just too few accepted to pay anywhere', 0.049, 'fires'],
    ['just enough to ask for the hardware', 0.051, 'cannot-tell'],
  ])('without hardware: %s', (_, accepted, state) => {
    const finding = findingOf(unprofitableSpeculation, drafting(2, 5, accepted));
    expect(finding.state).toBe(state);
    expect(finding.atStake).toBeUndefined();
    if (state === 'fires') {
      expect(finding.message).toBe('only 0.049 tokens are accepted of a draft, which cannot pay on any hardware');
      expect(finding.actions.map(({ change }) => change)).toEqual(['remove']);
    } else expect(finding.message).toContain('hardware');
  });

  it('fires where nothing at all is accepted', () => {
    expect(findingOf(unprofitableSpeculation, drafting(2, 5, 0), { settings: DECLARED }).state).toBe('fires');
    expect(findingOf(unprofitableSpeculation, drafting(2, 5, 0)).state).toBe('fires');
  });

  it('cannot tell from a page without the counters, which does not show that speculation is off', () => {
    expect(findingOf(unprofitableSpeculation, {}, { settings: DECLARED }).state).toBe('cannot-tell');
  });

  it.each(COUNTERS)('cannot tell without %s', (name) => {
    const does = { ...CROWD, series: without(name) };
    expect(findingOf(unprofitableSpeculation, does, { settings: DECLARED }).state).toBe('cannot-tell');
  });

  it('is quiet where counters are there and nothing is drafted', () => {
    const drafts = { perSecond: 0, tokens: 0, accepted: 0 };
    expect(findingOf(unprofitableSpeculation, { drafts }, { settings: DECLARED }).state).toBe('quiet');
  });

  it('takes the thresholds that an operator sets', () => {
    const overrides = { gainOverCost: 0.1 };
    expect(findingOf(unprofitableSpeculation, CROWD, { settings: DECLARED, overrides }).state).toBe('quiet');
  });
});
