import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/index.ts';
import { engineLoad } from '../../../src/analysis/roofline/engine-load.ts';
import { windowsBetween } from '../../mistakes/load.ts';
import { scrapesOf, windowsOf } from '../../contracts/scrapes.ts';
import { speculating } from '../../exporter/rules/speculating.ts';

const loadOf = (windows: ReturnType<typeof windowsBetween>) => {
  const [window] = windows;
  if (!window) throw new Error('no window');
  const load = engineLoad(window, analyze(window, { deployment: undefined, objective: undefined }).measures);
  if ('known' in load) throw new Error(load.reason);
  return { load, window };
};

describe('the load of a recording', () => {
  it('has the tokens that the counters have', () => {
    const { load, window } = loadOf(windowsOf(scrapesOf('c_prefill_mfu')));
    const { decode, decodeStepsPerSecond, promptsPerSecond, computedTokens } = load;
    // 130 requests of 1265.7 tokens; 1027 output tokens of which 130 came out of prefill, one each.
    expect(promptsPerSecond * window.seconds).toBeCloseTo(130, 6);
    expect(promptsPerSecond * computedTokens * window.seconds).toBeCloseTo(164_544, 3);
    expect(decode.requests * decodeStepsPerSecond * window.seconds).toBeCloseTo(1027 - 130, 6);
    expect(decode.requests).toBeGreaterThanOrEqual(1);
    expect(decode.contextTokens).toBeCloseTo(1265.7 + 7.9 / 2, 1);
  });

  it('counts cached tokens as context, not as work', () => {
    const { load } = loadOf(windowsOf(scrapesOf('e_prefix')));
    expect(load.cachedTokens / (load.cachedTokens + load.computedTokens)).toBeCloseTo(148_352 / 176_678, 3);
  });

  it('counts drafts that are verified', () => {
    const { load } = loadOf(windowsOf(speculating));
    expect(load.decode.tokensPerRequest).toBeGreaterThan(1);
  });
});
