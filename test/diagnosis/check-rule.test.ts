import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/diagnosis/action.ts';
import { checkRule } from '../../src/diagnosis/check-rule.ts';
import { derivedEvidence } from '../../src/diagnosis/evidence.ts';
import type { Finding } from '../../src/diagnosis/index.ts';
import { cannotTell, quiet, type Outcome } from '../../src/diagnosis/outcome.ts';
import type { Rule } from '../../src/diagnosis/rule.ts';
import { engineAnalysis, type EngineDoes } from './engine-run.ts';
import { fires, rule } from './invented.ts';

const judge = (what: Partial<Rule>, does: Partial<EngineDoes> = {}, overrides = {}): Finding => {
  const analysis = engineAnalysis(does);
  return checkRule(rule('a', what), analysis, { replicas: [analysis], before: undefined }, overrides);
};
const answering = (outcome: Outcome): Partial<Rule> => ({ check: () => outcome });
const never = (): never => {
  throw new Error('asked');
};

const NO_WAITING = { series: { 'vllm:num_requests_waiting{engine="0",model_name="m"}': undefined } };
const NO_TRAFFIC = { finished: {}, firstTokensPerSecond: 0, running: '0x10', stepsPerSecond: 0 };

const ADVICE: Action = {
  knob: 'replicas',
  change: 'add',
  mechanism: 'as {wait}',
  predicts: [{ measure: 'requestsWaiting', direction: 'falls' }],
  sideEffect: 'more than {wait}',
  rollback: 'to {wait}',
  refutedBy: 'still {wait}',
};

describe('a rule is asked', () => {
  it.each([
    ['a metric that is not there: cannot tell', ['requestsWaiting', 'itlSeconds'], NO_WAITING, 'cannot-tell'],
    ['a window without traffic: quiet', ['itlSeconds'], NO_TRAFFIC, 'quiet'],
    [
      'a feature that is off: quiet',
      ['prefixCacheHitRatio'],
      { cacheConfig: { enable_prefix_caching: 'False' } },
      'quiet',
    ],
    ['both: cannot tell', ['requestsWaiting', 'itlSeconds'], { ...NO_TRAFFIC, ...NO_WAITING }, 'cannot-tell'],
    ['what nobody declared: cannot tell', ['goodputRatio'], {}, 'cannot-tell'],
  ] as const)('only with all it needs; %s', (_, needs, does, state) => {
    expect(judge({ needs, check: never }, does).state).toBe(state);
  });

  it('says which metric is missing', () => {
    const { message, missing } = judge({ needs: ['requestsWaiting'] }, NO_WAITING);
    expect(message).toContain('vllm:num_requests_waiting');
    expect(missing).toEqual([expect.stringContaining('vllm:num_requests_waiting')]);
    expect([message, ...missing].join()).not.toContain('unknown (');
  });

  it('says what else it misses, each by itself', () => {
    expect(judge(answering(cannotTell('a clock', 'a longer window'))).missing).toEqual(['a clock', 'a longer window']);
    expect(judge(answering(quiet('q'))).missing).toEqual([]);
  });

  it('sees of what it needs no more than it declared, and everything beside', () => {
    let seen: unknown;
    const check: Rule['check'] = ({ measures, others }) => {
      seen = { needed: Object.keys(measures), waiting: others.requestsWaiting.known };
      return quiet('nothing');
    };
    judge({ needs: ['itlSeconds'], check });
    expect(seen).toEqual({ needed: ['itlSeconds'], waiting: true });
  });

  it('sees the thresholds that an operator set, and otherwise its own', () => {
    const threshold = (value: number) => ({ value, unit: 'ratio', what: '' }) as const;
    let seen: unknown;
    const check: Rule['check'] = (_, thresholds) => {
      seen = thresholds;
      return quiet('nothing');
    };
    judge({ thresholds: { share: threshold(0.2), full: threshold(0.9) }, check }, {}, { share: 0, other: 7 });
    expect(seen).toEqual({ share: 0, full: 0.9 });
  });
});

describe('what it answers', () => {
  const evidence = { wait: derivedEvidence('wait', 1.5, 'seconds') };

  it('has its numbers in every text when it fires, and its own severity unless it says another', () => {
    const outcome = fires({ message: 'waits {wait}', evidence, actions: [ADVICE] });
    expect(judge(answering(outcome))).toMatchObject({
      id: 'a',
      state: 'fires',
      severity: 'warning',
      message: 'waits 1.5 s',
      evidence,
      confidence: 'high',
      actions: [
        { mechanism: 'as 1.5 s', sideEffect: 'more than 1.5 s', rollback: 'to 1.5 s', refutedBy: 'still 1.5 s' },
      ],
    });
    expect(judge(answering({ ...outcome, severity: 'info' })).severity).toBe('info');
  });

  it('has its evidence when it is quiet, too', () => {
    expect(judge(answering(quiet('only {wait}', evidence)))).toMatchObject({
      state: 'quiet',
      message: 'only 1.5 s',
      evidence,
      actions: [],
    });
  });

  it('says what is missing when it cannot tell', () => {
    expect(judge(answering(cannotTell('a clock', 'time')))).toMatchObject({
      state: 'cannot-tell',
      message: 'needs a clock, time',
    });
  });

  it('leaves out advice to do what is so already', () => {
    const on: Action = { ...ADVICE, knob: '--enable-prefix-caching', change: 'switch on' };
    const knobs = (does: Partial<EngineDoes>) =>
      judge(answering(fires({ evidence, actions: [on, ADVICE] })), does).actions.map(({ knob }) => knob);
    expect(knobs({})).toEqual(['replicas']);
    expect(knobs({ cacheConfig: { enable_prefix_caching: 'False' } })).toEqual(['--enable-prefix-caching', 'replicas']);
  });

  it.each<[string, Partial<Rule>, string]>([
    ['what it throws', { check: never }, 'asked'],
    ['a message without its evidence', answering(fires({ message: '{none}' })), 'none'],
    ['advice without its evidence', answering(fires({ actions: [ADVICE] })), 'wait'],
    ['a quiet message without its evidence', answering(quiet('{none}')), 'none'],
    [
      'evidence that is no number',
      { check: () => quiet('', { wait: derivedEvidence('wait', Number.NaN, 'seconds') }) },
      'wait',
    ],
  ])('%s is its own failure', (_, what, message) => {
    const found = judge(what);
    expect(found).toMatchObject({ state: 'failed', actions: [], evidence: {} });
    expect(found.message).toContain(message);
  });
});
