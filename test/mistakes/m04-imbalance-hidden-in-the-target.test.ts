import { expect, test } from 'vitest';
import { renderText } from '../../src/report/index.ts';
import { fixtureAnalyses, fixtureText, fixtureWindows, knownOf, reportOf } from './load.ts';
import { samplesOf, sum } from './naive.ts';

// Truth: behind one target engine 0 runs 1 request and engine 1 runs 40.
test('M4: data-parallel engines behind one target are told apart', () => {
  const perReplica = [sum(samplesOf(fixtureText('dp2_hot_engine1', 1), 'vllm:num_requests_running'))];
  const naiveImbalance = Math.max(...perReplica) / Math.min(...perReplica);
  expect(naiveImbalance).toBe(1);

  const running = fixtureAnalyses('dp2_hot_engine1').map((analysis) => knownOf(analysis, 'requestsRunning').value);
  expect(Math.max(...running) / Math.min(...running)).toBe(40);

  const report = reportOf(fixtureWindows('dp2_hot_engine1'));
  expect(new Set(report.engines.map(({ target }) => target)).size).toBe(1);
  const rows = renderText(report, { top: 0 }).split('\n');
  expect(rows.filter((row) => /engine [01] /.test(row))).toHaveLength(2);
});
