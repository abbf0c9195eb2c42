import { describe, expect, it } from 'vitest';
import { shapeShift } from '../../../src/diagnosis/rules/shape-shift.ts';
import { engineAnalysis, type EngineDoes } from '../engine-run.ts';
import { findingOf } from '../finding-of.ts';

const after = (does: Partial<EngineDoes> = {}) => ({ before: engineAnalysis(does) });
const LABELS = '{engine="0",model_name="m"}';
const CACHED = `vllm:prompt_tokens_cached_total${LABELS}`;
const arriving = (perSecond: number) => ({ finished: { stop: perSecond }, firstTokensPerSecond: perSecond });

describe('shape-shift', () => {
  it('fires where prompts are longer, and names both lengths', () => {
    const finding = findingOf(shapeShift, { promptTokens: 1000 }, after());
    expect(finding).toMatchObject({
      state: 'fires',
      severity: 'info',
      confidence: 'high',
      atStake: undefined,
      actions: [],
    });
    expect(finding.message).toBe(
      'latencies cannot be compared with the window before, since the workload is another: prompt length (1000 tokens after 500 tokens)',
    );
    expect(finding.evidence['promptTokensPerRequest']?.bound).toEqual({ relation: '<', value: 700 });
  });

  it('names everything that changed', () => {
    const { message } = findingOf(shapeShift, { ...arriving(4), outputTokens: 50, cachedShare: 0.5 }, after());
    expect(message).toContain(
      'output length (50 tokens after 100 tokens), arrivals (4/s after 2/s), prefix cache hits (50 % after 0 %)',
    );
  });

  it.each([
    // 1.4 · 500 = 700 tokens, 1.4 · 100 = 140 tokens, 1.4 · 2 = 2.8 a second.
    ['longer prompts', { promptTokens: 700 }, {}, 'fires'],
    ['a little longer prompts', { promptTokens: 699 }, {}, 'quiet'],
    ['shorter prompts', {}, { promptTokens: 700 }, 'fires'],
    ['a little shorter prompts', {}, { promptTokens: 699 }, 'quiet'],
    ['longer outputs', { outputTokens: 140 }, {}, 'fires'],
    ['a little longer outputs', { outputTokens: 139 }, {}, 'quiet'],
    ['more arrivals', arriving(2.81), {}, 'fires'],
    ['a little more arrivals', arriving(2.79), {}, 'quiet'],
    ['more hits', { cachedShare: 0.5 }, { cachedShare: 0.3 }, 'fires'],
    ['a little more hits', { cachedShare: 0.5 }, { cachedShare: 0.31 }, 'quiet'],
    // The window has a hundred seconds.
    ['enough requests', { ...arriving(1), promptTokens: 1000 }, {}, 'fires'],
    ['too few requests', { ...arriving(0.99), promptTokens: 1000 }, {}, 'cannot-tell'],
    ['enough requests before', { promptTokens: 1000 }, arriving(1), 'fires'],
    ['too few requests before', { promptTokens: 1000 }, arriving(0.99), 'cannot-tell'],
    ['nothing before', {}, { ...arriving(0), running: '0x10' }, 'quiet'],
    ['nothing now', { ...arriving(0), running: '0x10' }, {}, 'quiet'],
  ])('%s', (_, now, before, state) => {
    expect(findingOf(shapeShift, now, after(before)).state).toBe(state);
  });

  it('cannot tell without a window before', () => {
    expect(findingOf(shapeShift, { promptTokens: 1000 })).toMatchObject({
      state: 'cannot-tell',
      message: 'needs the window before',
    });
  });

  it('cannot tell while something is not exposed, now or before, unless the rest shifted', () => {
    const lengths = ['sum', 'count'].map((part) => [`vllm:request_prompt_tokens_${part}${LABELS}`, undefined] as const);
    const longer = { promptTokens: 1000 };
    for (const series of [{ [CACHED]: undefined }, Object.fromEntries(lengths)]) {
      expect(findingOf(shapeShift, {}, after({ series })).state).toBe('cannot-tell');
      expect(findingOf(shapeShift, { series }, after()).state).toBe('cannot-tell');
    }
    expect(findingOf(shapeShift, { ...longer, series: { [CACHED]: undefined } }, after()).state).toBe('fires');
  });

  it('counts a cache that is off as one without hits', () => {
    const off = { cacheConfig: { enable_prefix_caching: 'False' } };
    expect(findingOf(shapeShift, off, after()).state).toBe('quiet');
    expect(findingOf(shapeShift, { cachedShare: 0.5 }, after(off)).message).toContain('50 % after 0 %');
  });

  it('is less sure while a queue builds up, since short requests finish first', () => {
    // Of 200 that finish, 22 more are in the engine at the end than at the start: more than a tenth.
    const growing = { running: '8x10', waiting: '0+2.2x10', outputTokens: 50 };
    expect(findingOf(shapeShift, growing, after())).toMatchObject({ state: 'fires', confidence: 'medium' });
  });

  it('takes the factor that an operator sets', () => {
    const beside = { ...after(), overrides: { factor: 3 } };
    expect(findingOf(shapeShift, { promptTokens: 1000 }, beside).state).toBe('quiet');
  });
});
