import { expect } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.ts';
import { reportSchema, type Report } from '../../src/report/index.ts';
import type { Finished } from './run-ridgeline.ts';

/** The report, from a run that said nothing else; a script sees whether anything fires that is more than worth knowing. */
export function reportIn({ code, stdout, stderr }: Finished): Report {
  expect(stderr).toBe('');
  const report = reportSchema.parse(JSON.parse(stdout));
  const firing = report.engines.flatMap(({ findings = [] }) => findings.filter(({ state }) => state === 'fires'));
  expect(code).toBe(firing.some(({ severity }) => severity !== 'info') ? EXIT.findings : EXIT.ok);
  return report;
}
