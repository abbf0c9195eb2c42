import { expect, test } from 'vitest';
import { renderText } from '../../src/report/index.ts';
import { analysisOf, foldOf } from '../build-page.ts';
import { knownOf, only, recording, reportOf, truthOf } from './load.ts';

// Truth, by the client: 540 outputs of 128 tokens on average in 181 s, 40.6 ms per token.
test('M18: seconds are shown as what they are, and no quantity under the unit of another', async () => {
  const run = only(truthOf('b_overload').runs);
  const windows = foldOf(await recording('b_overload', run.first_start - 1, run.last_end + 1));
  const analysis = analysisOf(only(windows));
  const truePerSecond = run.output_tokens / (run.last_end - run.first_start);
  const tpot = knownOf(analysis, 'tpotSeconds');
  const output = knownOf(analysis, 'generationTokensPerRequest');

  const naiveOneOverTpot = 1 / tpot.value; // One request's speed, not the engine's.
  const naiveTokensPerRequest = output.value; // Shown as tok/s by a panel that divides Σ tokens by n.
  expect(truePerSecond / naiveOneOverTpot).toBeGreaterThan(10);
  expect(truePerSecond / naiveTokensPerRequest).toBeGreaterThan(2);

  const throughput = knownOf(analysis, 'generationTokensPerSecond');
  expect([throughput.unit, tpot.unit, output.unit]).toEqual(['tokensPerSecond', 'seconds', 'tokensPerRequest']);
  expect(Math.abs(throughput.value / truePerSecond - 1)).toBeLessThan(0.03);
  expect(Math.abs(tpot.value / run.tpot_s.mean - 1)).toBeLessThan(0.02);
  expect(output.value).toBeCloseTo(run.output_tokens / run.requests, 0);

  const report = reportOf(windows);
  expect(only(report.engines).measures['itlSeconds']).toMatchObject({ known: true, unit: 'seconds' });
  const text = renderText(report);
  expect(text).toContain('40.8 ms');
  expect(text).not.toMatch(/\b40\.8 s|\b0\.04\d* m?s/);
  expect(text).toContain(`out ${throughput.value.toFixed(0)}/s`);
  expect(text).toContain('128 in, 128 out');
  expect(text).not.toMatch(/\b128 tokens\/s|\b128\/s/);
});
