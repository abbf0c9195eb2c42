import { describe, expect, it } from 'vitest';
import { usualStepSeconds } from '../../src/cli/usual-step.ts';
import type { Observation } from '../../src/sources/index.ts';
import { vllm, windowOf } from '../build-page.ts';

/** Engines scraped so often over such a stretch. */
function observed(seconds: number, everySeconds: number, engines = 1): Observation {
  const window = windowOf({ series: { [vllm('num_requests_running')]: '1 1' } });
  const scraped = { ...window, seconds, samples: seconds / everySeconds + 1 };
  return {
    ...{ startAtSeconds: 1000, endAtSeconds: 1000 + seconds, samples: scraped.samples, slowestScrapeSeconds: 0 },
    windows: Array.from({ length: engines }, () => scraped),
    errors: [],
  };
}

describe('the step that nobody named', () => {
  it.each([
    ['190 s scraped every second', 190, 1, 1, 5], // 3.2 s at least, for 60 steps; four scrapes are 4 s
    ['an hour scraped every 15 s', 3600, 15, 1, 60],
    ['six hours', 21_600, 15, 1, 600], // 360 s at least
    ['an hour of a hundred engines', 3600, 15, 100, 120], // 30 steps
    ['93 s scraped every second', 93, 1, 1, 5],
  ])('is round, and gives at most sixty: %s', (_, seconds, every, engines, step) => {
    expect(usualStepSeconds(observed(seconds, every, engines))).toBe(step);
  });

  it.each([
    ['a stretch of a few scrapes', 60, 15, 1],
    ['a large fleet', 3600, 15, 1000],
    ['a moment', 0, 1, 1],
  ])('is none where there would be too few: %s', (_, seconds, every, engines) => {
    expect(usualStepSeconds(observed(seconds, every, engines))).toBeUndefined();
  });
});
