import { describe, expect, it } from 'vitest';
import { underused } from '../../../src/diagnosis/rules/underused.ts';
import { DECLARED, engineAnalysis, type EngineDoes } from '../engine-run.ts';
import { findingOf, type Beside } from '../finding-of.ts';

/** Busy for 5 · 0.02 + 2 · 0.01 = 12 % of the time at most. */
const LIGHT: Partial<EngineDoes> = {
  running: '1x10',
  kvCacheUsage: '0.1x10',
  stepsPerSecond: 5,
  itlSeconds: 0.02,
  prefillSeconds: 0.01,
};
/** The builder's window has a hundred seconds. */
const LONG = { seconds: 100 };
const beside = (replicas: readonly Partial<EngineDoes>[], further: Beside = {}): Beside => ({
  replicas,
  overrides: LONG,
  ...further,
});
const withPrefill = (prefillSeconds: number) => ({ ...LIGHT, stepsPerSecond: 10, prefillSeconds });

describe('underused', () => {
  it('fires where fewer engines would do', () => {
    const finding = findingOf(underused, LIGHT, beside([LIGHT, LIGHT]));
    expect(finding).toMatchObject({ state: 'fires', severity: 'info', atStake: undefined });
    // 3 · 12 % busy and 3 · 10 % of the KV cache are within half of one engine.
    expect(finding.message).toBe(
      '3 engines serve the model and 1 would do: added up they are busy for at most 36 % of the time of one, and use at most 30 % of one KV cache',
    );
  });

  it.each([
    // 10 · 0.02 + 2 · 0.025 = 25 % busy each, half of one engine together.
    ['two that fit on one', withPrefill(0.0249), 'fires'],
    ['two that do not', withPrefill(0.0251), 'quiet'],
    ['two whose KV cache fits', { ...LIGHT, kvCacheUsage: '0.25x10' }, 'fires'],
    ['two whose KV cache does not', { ...LIGHT, kvCacheUsage: '0.251x10' }, 'quiet'],
    // 1 of 5 in the engine waits: a fifth.
    ['a queue', { ...LIGHT, running: '4x10', waiting: '1x10' }, 'quiet'],
    ['hardly a queue', { ...LIGHT, running: '4x10', waiting: '0.99x10' }, 'fires'],
  ])('%s', (_, does, state) => {
    expect(findingOf(underused, does, beside([does])).state).toBe(state);
  });

  it.each([
    // 4 · 0.02 + 2 · 0.01 = 10 %.
    ['a single engine that hardly works', 0.0099, 'fires'],
    ['one that works a little more', 0.0101, 'quiet'],
  ])('%s', (_, prefillSeconds, state) => {
    const finding = findingOf(underused, { ...LIGHT, stepsPerSecond: 4, prefillSeconds }, beside([]));
    expect(finding.state).toBe(state);
    if (state === 'fires') expect(finding.message).toMatch(/^the engine works for at most \d/);
  });

  it('cannot tell from a short window', () => {
    expect(findingOf(underused, LIGHT, { replicas: [LIGHT] }).state).toBe('cannot-tell');
    expect(findingOf(underused, LIGHT, beside([LIGHT], { overrides: { seconds: 100.1 } })).state).toBe('cannot-tell');
    expect(findingOf(underused, LIGHT, beside([LIGHT], { overrides: { seconds: 99.9 } })).state).toBe('fires');
    // However long it looks, this one has enough to do.
    expect(findingOf(underused).state).toBe('quiet');
  });

  it('says nothing of an engine that did nothing, but counts it where another did', () => {
    const nothing = {
      finished: { stop: 0 },
      firstTokensPerSecond: 0,
      stepsPerSecond: 0,
      running: '0x10',
      kvCacheUsage: '0x10',
    };
    expect(findingOf(underused, nothing, beside([LIGHT])).state).toBe('quiet');
    expect(findingOf(underused, LIGHT, beside([nothing])).state).toBe('fires');
  });

  it('cannot tell while something is not exposed, here or elsewhere', () => {
    for (const name of ['num_requests_waiting', 'kv_cache_usage_perc', 'inter_token_latency_seconds_count']) {
      const series = { [`vllm:${name}{engine="0",model_name="m"}`]: undefined };
      expect(findingOf(underused, { ...LIGHT, series }, beside([LIGHT])).state).toBe('cannot-tell');
      expect(findingOf(underused, LIGHT, beside([{ ...LIGHT, series }])).state).toBe('cannot-tell');
    }
  });

  it('is less sure where slots are few, one sleeps already, or it was busier before', () => {
    const stateOf = (further: Beside, other = LIGHT) =>
      findingOf(underused, LIGHT, beside([other], further)).confidence;
    expect(stateOf({ settings: DECLARED })).toBe('high');
    const crowded = { ...LIGHT, running: '8x10' };
    // 1 and 8 at once, and 8 slots.
    expect(stateOf({ settings: DECLARED }, crowded)).toBe('medium');
    expect(stateOf({}, { ...LIGHT, asleep: true })).toBe('medium');
    // One engine may be half busy, so each of two a quarter.
    expect(stateOf({ before: engineAnalysis(withPrefill(0.0251)) })).toBe('medium');
    expect(stateOf({ before: engineAnalysis(withPrefill(0.0249)) })).toBe('high');
  });

  it('advises as many as would do, which makes them busier and each step longer', () => {
    const [action] = findingOf(underused, LIGHT, beside([LIGHT], { settings: DECLARED })).actions;
    expect(action).toMatchObject({ knob: 'replicas', change: 'remove', to: { value: 1 } });
    const [busy, itl] = action?.predicts ?? [];
    // 2 · 12 %.
    expect(busy).toMatchObject({ measure: 'busyRatio', direction: 'rises' });
    expect(busy?.then?.value).toBeCloseTo(0.24, 12);
    expect(itl).toMatchObject({ measure: 'itlSeconds', direction: 'rises' });
    expect(itl?.then?.value).toBeGreaterThan(0.02);
  });
});
