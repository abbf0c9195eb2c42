import { describe, expect, it } from 'vitest';
import { render, reportOf } from '../../src/cli/report-of.ts';
import { PLAIN } from '../../src/report/index.ts';
import { parseSettings, type Settings } from '../../src/settings/index.ts';
import { recordingSource, type Observation, type Selection } from '../../src/sources/index.ts';
import { OBJECTIVE } from '../accuracy/measure.ts';
import { recordingPath } from '../accuracy/truth.ts';
import { TINY_ON_CPU } from '../analysis/roofline/tiny-deployment.ts';

const SETTINGS: Settings = { deployments: [], objectives: [OBJECTIVE] };
const WITH_HARDWARE = parseSettings({ deployments: [TINY_ON_CPU], objectives: [OBJECTIVE] });

const offset = (seconds: number) => ({ kind: 'offset', seconds }) as const;

// One per situation; `npm run golden:update` writes them, and the difference is reviewed like code.
const SITUATIONS: readonly (readonly [string, string, Selection])[] = [
  ['steady', 'a_steady', {}],
  ['overload-growing', 'b_overload', { from: offset(25), to: offset(45) }],
  ['overload-whole', 'b_overload', {}],
  ['chunked-prefill', 'c_prefill_mfu', {}],
  ['prefix-cache', 'e_prefix', {}],
  ['preemption', 'f_preempt', {}],
  ['restart', 'g_restart', {}],
  ['aborts', 'h_aborts_errors', {}],
  ['two-engines', 'k_dp2_api2', {}],
  ['vllm-0.22-burst', 'm_v0221_burst', {}],
  ['under-the-roofline', 'c_prefill_mfu', {}],
];

describe.each(SITUATIONS)('the report of %s', (situation, recording, selection) => {
  it.each([
    ['text', 'txt'],
    ['markdown', 'md'],
    ['json', 'json'],
  ] as const)('as %s', async (format, extension) => {
    const observation = await recordingSource(recordingPath(recording)).observe(selection);
    if ('problems' in WITH_HARDWARE) throw new Error(WITH_HARDWARE.problems.join());
    const settings = situation === 'under-the-roofline' ? WITH_HARDWARE.settings : SETTINGS;
    const report = reportOf(`${recording}.jsonl.gz`, observation, settings);
    await expect(render(report, format, { paint: PLAIN })).toMatchFileSnapshot(`${situation}.report.${extension}`);
  });
});

// How it went is part of these.
const PAGES: readonly (readonly [string, string, Selection, number])[] = [
  ['overload-growing', 'b_overload', { from: offset(25), to: offset(65) }, 5],
  ['restart', 'g_restart', {}, 15],
];

describe.each(PAGES)('the page of %s', (situation, recording, selection, stepSeconds) => {
  it('as HTML', async () => {
    if ('problems' in WITH_HARDWARE) throw new Error(WITH_HARDWARE.problems.join());
    const source = recordingSource(recordingPath(recording));
    const steps: Observation[] = [];
    for await (const step of source.series(selection, { stepSeconds })) steps.push(step);
    const report = reportOf(`${recording}.jsonl.gz`, await source.observe(selection), WITH_HARDWARE.settings, {
      steps,
    });
    const origin = { hasPast: true, commandLine: `ridgeline analyze ${recording}.jsonl.gz`, generatedAtSeconds: 0 };
    await expect(render(report, 'html', { paint: PLAIN, origin })).toMatchFileSnapshot(`${situation}.report.html`);
  });
});
