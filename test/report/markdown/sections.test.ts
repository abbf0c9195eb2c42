import { describe, expect, it } from 'vitest';
import { renderMarkdown, type Report } from '../../../src/report/index.ts';
import { DECLARED_ENGINE, diagnosed, FULL, withSteps } from '../html/engine-page.ts';

const headingsOf = (report: Report): string[] =>
  renderMarkdown(report)
    .split('\n')
    .filter((line) => /^#{2,3} /.test(line));

const HARDWARE = { ...DECLARED_ENGINE, model: 'meta-llama/Llama-3.1-8B', hardware: { gpu: 'h100-sxm' } };
const full = (): Report => diagnosed([FULL], { deployments: [HARDWARE] });

describe('Markdown', () => {
  it('has the order of the page', () => {
    expect(headingsOf(withSteps(full(), 'queueSeconds', [1, 2])).slice(1)).toEqual([
      '### What to change',
      '### Where the time goes',
      '### How busy',
      '### Are users served',
      '### How close to the hardware',
      '### What limits it',
      '### Over time',
      '### Settings used',
      '### What is unknown',
      '### How sure',
      '## How to reproduce',
    ]);
  });

  it('draws the roofline in a block of code, and limits as bars', () => {
    const text = renderMarkdown(full());
    expect(/```text\n([\s\S]*?)```/.exec(text)?.[1]).toMatch(/bf16 989 TFLOP\/s[\s\S]*decode +memory-bound/);
    expect(text).toMatch(/\| sequence slots ◀ binds \| █{16} \| 100 % \|/);
  });

  it('shows of a fleet the worst in full, as many as asked for', () => {
    const fleet = diagnosed(['a', 'b', 'c', 'd'].map((target) => ({ ...FULL, target })));
    const inFull = (top?: number): number =>
      renderMarkdown(fleet, { hasPast: true, top })
        .split('\n')
        .filter((line) => line.startsWith('## m')).length;
    expect([inFull(), inFull(1), inFull(9)]).toEqual([3, 1, 4]);
  });

  it('ends with the command line, so that no label of it can end the block', () => {
    const text = renderMarkdown(full(), { hasPast: true, commandLine: "ridgeline analyze '```'" });
    expect(text).toContain("````sh\nridgeline analyze '```'\n````");
  });
});
