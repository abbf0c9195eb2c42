import { describe, expect, it } from 'vitest';
import { howClose } from '../../../src/report/text/how-close.ts';
import { PLAIN } from '../../../src/report/text/paint.ts';
import { parseSettings } from '../../../src/settings/index.ts';
import { scrapesOf, windowsOf } from '../../contracts/scrapes.ts';
import { reportOf } from '../build-report.ts';

function closeness(deployment: object): string[] {
  const parsed = parseSettings({ deployments: [deployment] });
  if ('problems' in parsed) throw new Error(parsed.problems.join());
  const [engine] = reportOf(windowsOf(scrapesOf('b_overload')), {
    settings: { deployment: parsed.settings.deployments[0] },
  }).engines;
  return engine ? howClose(engine, PLAIN) : [];
}

describe('how close to the hardware', () => {
  it('asks for the hardware where none is declared', () => {
    expect(closeness({})).toEqual(['unknown (not declared; set deployments[].hardware.gpu in ridgeline.yaml)']);
  });

  it('says what is missing where the model is not known', () => {
    expect(closeness({ hardware: { gpu: 'l4' } }).join()).toMatch(/"tiny" is not in the catalogue .* config\.json/);
  });

  it('always shows the floor, however small, so that the parts add up to the step', () => {
    const [step] = closeness({
      model: 'Qwen/Qwen2.5-0.5B',
      hardware: { gpu: 'b200' },
      engine: { maxNumSeqs: 16 },
    });
    expect(step).toMatch(/^step 40\.\d ms = floor \d+ µs \+ .*unexplained/);
  });
});
