import { expect, test } from 'vitest';
import { histogramOf } from '../../src/metrics/window/index.ts';
import { analysisOf, histogram, windowOf } from '../build-page.ts';
import { idsOf, knownOf, unknownOf } from './load.ts';

const TPOT = 'request_time_per_output_token_seconds';

// Truth: 5 outputs of 11 tokens at 0.2 s a token miss the objective; 5 classifications have one token, recorded as 0 s.
test('M19: outputs of one token improve neither the mean nor the share that meets the objective', () => {
  const series = {
    ...histogram('request_generation_tokens', [1, 20], [5, 10, 10], 60),
    ...histogram(TPOT, [0.01, 0.15, 0.25], [5, 5, 10, 10], 1),
  };
  const window = windowOf({ series, everySeconds: 30 });
  const { count = 0, sum = 0, cumulative = [] } = histogramOf(window, 'tpotSeconds') ?? {};
  const naive = { mean: sum / count, share: (cumulative[1] ?? 0) / count };
  expect(naive).toEqual({ mean: 0.1, share: 0.5 });

  const analysis = analysisOf(window, { objective: { match: {}, tpotSeconds: 0.15 } });
  const tpot = knownOf(analysis, 'tpotSeconds');
  expect(tpot.value).toBeCloseTo(0.2);
  expect(idsOf(tpot)).toContain('one-token-outputs-excluded');
  expect(knownOf(analysis, 'tpotAttainmentRatio')).toMatchObject({ value: 0, low: 0, high: 0 });
  const { low, high } = knownOf(analysis, 'tpotSecondsP50');
  expect(low).toBe(0.15);
  expect(high).toBeGreaterThanOrEqual(0.2);
});

test('M19: traffic of one-token outputs alone has no TPOT', () => {
  const series = {
    ...histogram('request_generation_tokens', [1, 20], [10, 10, 10], 10),
    ...histogram(TPOT, [0.01, 0.15], [10, 10, 10], 0),
  };
  const analysis = analysisOf(windowOf({ series, everySeconds: 30 }));
  expect(unknownOf(analysis, 'tpotSeconds').reason).toBe('no-traffic');
  expect(unknownOf(analysis, 'tpotSecondsP95').reason).toBe('no-traffic');
});
