import { describe, expect, it } from 'vitest';
import { diagnose, diagnoseFleet, RULES, type Diagnosis } from '../../src/diagnosis/index.ts';
import { quiet } from '../../src/diagnosis/outcome.ts';
import type { Rule } from '../../src/diagnosis/rule.ts';
import { engineAnalysis, type EngineDoes } from './engine-run.ts';
import { fires, rule, stake } from './invented.ts';

const ENGINE = engineAnalysis({ running: '8x10', waiting: '6x10' });
const ALONE = { replicas: [ENGINE], before: undefined };
const firing = (id: string, what: Partial<Rule> = {}, ratio?: number): Rule =>
  rule(id, { check: () => fires({ atStake: ratio === undefined ? undefined : stake(ratio) }), ...what });

describe('one engine', () => {
  it('is judged by every rule, once each', () => {
    const { findings } = diagnose(ENGINE, ALONE);
    expect(findings.map(({ id }) => id).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it('loses no finding to a rule that fails', () => {
    const failing = rule('failing', {
      check: () => {
        throw new Error('broken');
      },
    });
    const { verdict, findings } = diagnose(ENGINE, ALONE, {}, [failing, firing('cap'), rule('calm')]);
    expect(verdict.boundBy).toBe('cap');
    expect(findings.map(({ id, state }) => `${id} ${state}`)).toEqual(['cap fires', 'failing failed', 'calm quiet']);
  });

  it('is bound by a standstill first, whatever else fires', () => {
    const rules = [firing('cap', {}, 0.9), firing('hung', { role: 'standstill', explains: ['cap'] })];
    const { verdict, findings } = diagnose(ENGINE, ALONE, {}, rules);
    expect(verdict.boundBy).toBe('hung');
    expect(findings.map(({ id, explainedBy }) => [id, explainedBy])).toEqual([
      ['hung', undefined],
      ['cap', 'hung'],
    ]);
  });

  it('is bound by the limit that explains another', () => {
    const rules = [firing('effect', {}, 0.9), firing('cause', { explains: ['effect'] }, 0.1)];
    expect(diagnose(ENGINE, ALONE, {}, rules).verdict.boundBy).toBe('cause');
  });

  it('has thresholds by rule', () => {
    const own: Partial<Rule> = {
      thresholds: { share: { value: 0.5, unit: 'ratio', what: '' } },
      check: (_, { share = Number.NaN }) => (share < 0.5 ? fires() : quiet('below')),
    };
    const { findings } = diagnose(ENGINE, ALONE, { a: { share: 0.1 } }, [rule('a', own), rule('b', own)]);
    expect(findings.map(({ id, state }) => `${id} ${state}`)).toEqual(['a fires', 'b quiet']);
  });

  it.each([
    ['nobody waits', { waiting: '0x10' }, 'arrivals'],
    [
      'nobody counts who waits',
      { series: { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined } },
      'unknown',
    ],
  ])('is bound by what is known where %s', (_, does, boundBy) => {
    const analysis = engineAnalysis(does);
    expect(diagnose(analysis, { replicas: [analysis], before: undefined }).verdict.boundBy).toBe(boundBy);
  });
});

describe('a fleet', () => {
  const engine = (target: string, model: string, does: Partial<EngineDoes> = {}) =>
    engineAnalysis({ target, model, ...does });
  // Of rules that look at the replicas and at the window before.
  const stateOf = (id: string, diagnoses: readonly Diagnosis[]): string[] =>
    diagnoses.map(({ findings }) => findings.find((each) => each.id === id)?.state ?? 'none');

  it('compares the engines of one model with each other only', () => {
    const busy = engine('a', 'm', { waiting: '20x10' });
    expect(stateOf('replica-imbalance', diagnoseFleet([busy, engine('b', 'm')]))).toEqual(['fires', 'quiet']);
    expect(stateOf('replica-imbalance', diagnoseFleet([busy, engine('b', 'other')]))).toEqual(['quiet', 'quiet']);
  });

  it('gives each its own diagnosis, in order', () => {
    const queueing = engineAnalysis({ target: 'a', running: '8x10', waiting: '6x10' });
    const verdicts = diagnoseFleet([engine('b', 'm'), queueing]).map(({ verdict }) => verdict.boundBy);
    expect(verdicts).toEqual(['arrivals', 'sequence-cap']);
  });

  it('compares an engine with itself in the window before, by all that tells engines apart', () => {
    const now = engineAnalysis({ target: 'a', promptTokens: 500 });
    const before = (does: object) => engineAnalysis({ target: 'a', promptTokens: 5000, ...does });
    const judged = (...earlier: ReturnType<typeof before>[]) => stateOf('shape-shift', diagnoseFleet([now], earlier));
    expect(judged(before({}))).toEqual(['fires']);
    expect(judged(before({ target: 'b' }), before({ engine: '1' }), before({ model: 'other' }))).toEqual(judged());
    expect(judged()).not.toEqual(['fires']);
  });

  it('is none where there are no engines', () => {
    expect(diagnoseFleet([])).toEqual([]);
  });
});
