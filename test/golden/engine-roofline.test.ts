import { expect, it } from 'vitest';
import { reportOf } from '../../src/cli/report-of.ts';
import { rooflineScene } from '../../src/report/index.ts';
import { renderRooflineSvg } from '../../src/roofline/drawing/index.ts';
import { parseSettings } from '../../src/settings/index.ts';
import { recordingSource, type Observation } from '../../src/sources/index.ts';
import { recordingPath } from '../accuracy/truth.ts';
import { TINY_ON_CPU } from '../analysis/roofline/tiny-deployment.ts';

// The picture of the README: the overloaded engine, every ten seconds and altogether.
it('draws the roofline of a recorded engine', async () => {
  const parsed = parseSettings({ deployments: [TINY_ON_CPU], objectives: [{ tpotSeconds: 0.03 }] });
  if ('problems' in parsed) throw new Error(parsed.problems.join());
  const source = recordingSource(recordingPath('b_overload'));
  const steps: Observation[] = [];
  for await (const step of source.series({}, { stepSeconds: 10 })) steps.push(step);
  const report = reportOf('b_overload', await source.observe({}), parsed.settings, { steps });
  const [engine] = report.engines;
  if (!engine?.roofline) throw new Error('no roofline');
  const trail = (report.steps ?? []).flatMap(({ engines: [then] }) => (then?.roofline ? [then.roofline] : []));
  expect(trail.length).toBeGreaterThan(10);
  await expect(renderRooflineSvg(rooflineScene(engine.roofline, trail))).toMatchFileSnapshot('engine-roofline.svg');
});
