import { expect, test } from 'vitest';
import { parseSettings } from '../../src/settings/index.ts';
import { TINY_ON_CPU } from '../analysis/roofline/tiny-deployment.ts';
import { analysisOf } from '../build-page.ts';
import { scrapesOf, windowsOf } from '../contracts/scrapes.ts';
import { knownOf, only } from './load.ts';

// Truth: 16 slots, which nobody declared, for up to 332 waiting requests; the KV cache is nearly empty and steps are far from any roof.
test('M28: an empty KV cache does not make an engine compute-bound: the lowest limit binds', () => {
  const scrapes = scrapesOf('b_overload');
  const window = only(windowsOf(scrapes.filter(({ t }) => t > (scrapes[0]?.t ?? 0) + 30)));
  const parsed = parseSettings({ deployments: [{ ...TINY_ON_CPU, engine: { maxNumBatchedTokens: 512 } }] });
  if ('problems' in parsed) throw new Error(parsed.problems.join());
  const analysis = analysisOf(window, { deployment: parsed.settings.deployments[0], objective: undefined });

  const naive = knownOf(analysis, 'kvCacheUsageRatio').value < 0.5 ? 'compute' : 'kv-cache';
  expect(naive).toBe('compute');

  expect(only(analysis.roofline?.limits.filter(({ binds }) => binds) ?? [])).toMatchObject({
    id: 'sequence-cap',
    requests: 16,
  });
  expect(knownOf(analysis, 'busyMfuRatio').value).toBeLessThan(0.5);
});
