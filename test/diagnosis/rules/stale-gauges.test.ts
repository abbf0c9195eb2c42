import { describe, expect, it } from 'vitest';
import { staleGauges } from '../../../src/diagnosis/rules/stale-gauges.ts';
import { findingOf } from '../finding-of.ts';

/**
 * 2 a second of 100 tokens, 99 gaps of 35 ms each: 2 · 99 · 0.035 = 6.93 in the decode; first tokens after 0.1 + 0.02 s:
 * 2 · 0.12 = 0.24 before it. Accounted for: 7.17.
 */
const ACCOUNTED = 7.17;
const missing = (name: string) => ({ series: { [`vllm:${name}{engine="0",model_name="m"}`]: undefined } });

/** One a hundred seconds, so that a single request more is a multiple. */
const HARDLY_ANY = { finished: { stop: 0.1 }, firstTokensPerSecond: 0.1 };

describe('stale-gauges', () => {
  it('fires where far more are shown as running than tokens account for', () => {
    const finding = findingOf(staleGauges, { running: '106x10' });
    expect(finding).toMatchObject({ state: 'fires', role: 'instrument', severity: 'warning', confidence: 'high' });
    expect(finding.evidence['accounted']?.measured.value).toBeCloseTo(ACCOUNTED, 9);
    expect(finding.message).toBe(
      '106 requests are shown as running, but the tokens that came out account for only 7.17: the gauge is stale, or nothing moved for a part of the window',
    );
    expect(finding.actions[0]).toMatchObject({ predicts: [{ measure: 'requestsRunning', direction: 'falls' }] });
  });

  it('is quiet on an engine that is fine', () => {
    expect(findingOf(staleGauges)).toMatchObject({
      state: 'quiet',
      message: '8 are shown as running, and 7.17 are accounted for',
    });
  });

  it.each([
    ['just over twice what is accounted for', { running: '14.35x10' }, 'fires'],
    ['just under it', { running: '14.33x10' }, 'quiet'],
    // 0.1 · 99 · 0.035 + 0.1 · 0.12 = 0.3585.
    ['just over one request more', { ...HARDLY_ANY, running: '1.36x10' }, 'fires'],
    ['just under it, though many times as many', { ...HARDLY_ANY, running: '1.35x10' }, 'quiet'],
    ['that make no token at all', { running: '106x10', outputTokens: 0, finished: { stop: 0 } }, 'quiet'],
    // Waiting for the first token counts: 2 · 5 s more.
    ['that may be before their first token', { running: '17x10', queueSeconds: 5 }, 'quiet'],
  ])('%s', (_, does, state) => {
    expect(findingOf(staleGauges, does).state).toBe(state);
  });

  it.each([
    'num_requests_running',
    'inter_token_latency_seconds_sum',
    'time_to_first_token_seconds_count',
    'generation_tokens_total',
  ])('cannot tell without %s', (name) => {
    expect(findingOf(staleGauges, { running: '106x10', ...missing(name) }).state).toBe('cannot-tell');
  });

  it('cannot tell from a gauge that was there only at times, unless it shows nothing odd', () => {
    expect(findingOf(staleGauges, { running: '_x5 106x5' }).state).toBe('cannot-tell');
    expect(findingOf(staleGauges, { running: '_x5 8x5' }).state).toBe('quiet');
  });

  it.each([
    // A tenth of 100 s.
    ['cannot tell where a first token takes a tenth of the window', 10.1, 'cannot-tell'],
    ['fires where it is faster', 0.1, 'fires'],
  ])('%s', (_, prefillSeconds, state) => {
    expect(findingOf(staleGauges, { running: '106x10', prefillSeconds })).toMatchObject({ state, confidence: 'high' });
  });

  it('does not know of long prompts where nobody got a first token', () => {
    const finding = findingOf(staleGauges, { running: '106x10', firstTokensPerSecond: 0 });
    expect(finding).toMatchObject({ state: 'fires', confidence: 'high', objections: [{ found: 'unknown' }] });
  });

  it('takes the thresholds that an operator sets', () => {
    expect(findingOf(staleGauges, {}, { overrides: { timesAccounted: 1.1, unaccounted: 0.5 } }).state).toBe('fires');
  });
});
