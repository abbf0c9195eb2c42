import { expect, test } from 'vitest';
import { analysisOf } from '../build-page.ts';
import { fixtureText, idsOf, only, unknownOf, windowsBetween } from './load.ts';
import { samplesOf, sum } from './naive.ts';

const objective = { match: {}, ttftSeconds: 0.3, e2eSeconds: 30 };

// Truth: not one request in the window.
test.each([
  ['engine-idle', fixtureText('healthy', 0).replace(/^(vllm:num_requests_running.*) 8\.0$/m, '$1 0.0')],
  ['engine-hung', fixtureText('stale_gauges', 1)],
])('M13: a window without traffic (%s) has no latency and no goodput, not the lifetime ones', (condition, page) => {
  const total = (part: string) => sum(samplesOf(page, `vllm:time_to_first_token_seconds_${part}`));
  const naiveTtft = total('sum') / total('count');
  expect(naiveTtft).toBeGreaterThan(0);

  const analysis = analysisOf(only(windowsBetween(page, page)), { objective });
  expect(idsOf(analysis)).toContain(condition);
  for (const id of ['ttftSeconds', 'ttftSecondsP95', 'e2eSeconds', 'goodputRatio', 'ttftAttainmentRatio'] as const) {
    expect(unknownOf(analysis, id).reason).toBe('no-traffic');
  }
});
