import { describe, expect, it } from 'vitest';
import { engineAsleep } from '../../../src/diagnosis/rules/engine-asleep.ts';
import { type EngineDoes } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const NOTHING: Partial<EngineDoes> = {
  running: '0x10',
  finished: { stop: 0, length: 0, abort: 0, error: 0 },
  firstTokensPerSecond: 0,
  stepsPerSecond: 0,
};
const ASLEEP: Partial<EngineDoes> = { ...NOTHING, asleep: true };

const without = (name: string): Partial<EngineDoes> => ({ series: { [name]: undefined } });
const STATE = 'vllm:engine_sleep_state{engine="0",model_name="m",sleep_state="awake"}';
const TOKENS = 'vllm:generation_tokens_total{engine="0",model_name="m"}';
const FINISHED = Object.fromEntries(
  ['stop', 'length', 'abort', 'error'].map((reason) => [
    `vllm:request_success_total{engine="0",model_name="m",finished_reason="${reason}"}`,
    undefined,
  ]),
);

describe('engine-asleep', () => {
  it('fires where the engine says that it sleeps and nothing comes out', () => {
    const finding = findingOf(engineAsleep, ASLEEP);
    expect(finding).toMatchObject({ state: 'fires', role: 'standstill', severity: 'warning', confidence: 'high' });
    expect(finding.message).toBe('It reports that it sleeps: 0 tokens/s come out and 0/s finish');
    expect(finding.atStake).toBeUndefined();
    expect(finding.actions[0]?.predicts[0]).toMatchObject({
      measure: 'generationTokensPerSecond',
      direction: 'rises',
    });
  });

  it('shows who waits for it', () => {
    const finding = findingOf(engineAsleep, { ...ASLEEP, waiting: '3x10' });
    expect(finding.evidence['waiting']?.measured.value).toBe(3);
  });

  it('is quiet where counters move, whether or not it says how it sleeps', () => {
    expect(findingOf(engineAsleep).state).toBe('quiet');
    expect(findingOf(engineAsleep, without(STATE)).state).toBe('quiet');
  });

  it('is quiet in the window in which it was sent to sleep, with or without its word', () => {
    expect(findingOf(engineAsleep, { asleep: true }).state).toBe('quiet');
    expect(findingOf(engineAsleep, { asleep: true, ...without(STATE) }).state).toBe('quiet');
  });

  it.each([
    ['tokens', { ...NOTHING, series: { [TOKENS]: '0+1x10' } }],
    // An engine that embeds makes no tokens.
    ['requests', { ...NOTHING, finished: { stop: 1 }, outputTokens: 0 }],
  ])('knows one that works by its %s', (_, does) => {
    expect(findingOf(engineAsleep, { ...does, asleep: true }).state).toBe('quiet');
  });

  it.each([
    ['the state of sleep', { ...ASLEEP, ...without(STATE) }],
    ['tokens', { ...ASLEEP, ...without(TOKENS) }],
    ['finished requests', { ...ASLEEP, series: FINISHED }],
  ])('cannot tell without %s', (_, does) => {
    expect(findingOf(engineAsleep, does).state).toBe('cannot-tell');
  });

  it('cannot tell an idle engine from one that does not say that it sleeps', () => {
    expect(findingOf(engineAsleep, NOTHING).state).toBe('cannot-tell');
  });
});
