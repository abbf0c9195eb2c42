import { describe, expect, it } from 'vitest';
import { frameKind, rooflineFrames } from '../../../src/grafana/frames/index.ts';
import { parseSettings } from '../../../src/settings/index.ts';
import { scrapesOf, windowsOf } from '../../contracts/scrapes.ts';
import { reportOf } from '../../report/build-report.ts';

const parsed = parseSettings({
  deployments: [{ model: 'Qwen/Qwen2.5-0.5B', hardware: { gpu: 'l4' }, engine: { maxNumSeqs: 16 } }],
});
if ('problems' in parsed) throw new Error(parsed.problems.join());
const { engines } = reportOf(windowsOf(scrapesOf('b_overload')), {
  settings: { deployment: parsed.settings.deployments[0] },
});

describe('the frames of a roofline', () => {
  const frames = rooflineFrames(engines, [], 1000);

  it('are points, roofs and limits', () => {
    expect(frames.map(({ meta }) => frameKind(meta))).toEqual(['roofline-points', 'roofline-roofs', 'roofline-limits']);
  });

  it('hold a point of each phase, as the report has it', () => {
    const [points] = frames;
    const column = (name: string) => points?.fields.find((field) => field.name === name)?.values;
    expect(column('phase')).toEqual(engines[0]?.roofline?.points.map(({ kind }) => kind));
    expect(column('flopPerSecond')).toEqual(engines[0]?.roofline?.points.map(({ flopPerSecond }) => flopPerSecond));
    expect(column('time')).toEqual([1e6, 1e6, 1e6]);
  });
});
