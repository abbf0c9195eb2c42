import { expect, test } from 'vitest';
import { fleetTotals } from '../../src/analysis/index.ts';
import type { Window } from '../../src/metrics/window/index.ts';
import { analysisOf } from '../build-page.ts';
import { TINY_ON_CPU } from '../analysis/roofline/tiny-deployment.ts';
import { scrapesOf, windowsOf } from '../contracts/scrapes.ts';
import { parseSettings } from '../../src/settings/index.ts';
import { knownOf, only } from './load.ts';
import { sum } from './naive.ts';

// Truth: two data-parallel ranks that do the same have the MFU of one.
test('M8: per-GPU FLOP of several engines are never added up against the peak of one', () => {
  const one = only(windowsOf(scrapesOf('c_prefill_mfu')));
  const other: Window = { ...one, engine: { ...one.engine, engine: '1' } };
  const parsed = parseSettings({ deployments: [{ ...TINY_ON_CPU, parallelism: { data: 2 } }] });
  if ('problems' in parsed) throw new Error(parsed.problems.join());
  const deployment = parsed.settings.deployments[0];
  const analyses = [one, other].map((window) => analysisOf(window, { deployment }));
  const shares = analyses.map((analysis) => knownOf(analysis, 'mfuRatio').value);

  const naive = sum(shares);
  expect(naive).toBeCloseTo(2 * (shares[0] ?? 0), 12);
  expect(shares[0]).toBe(shares[1]);
  expect(fleetTotals([one, other], analyses)?.measures.has('mfuRatio')).toBe(false);
});
