import { spawnSync } from 'node:child_process';

const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/**
 * Why tests that need these programs cannot run here; undefined where they can. Said loudly, since a skipped test proves
 * nothing: `.ci/run` installs them, and so does `apt-get install prometheus prometheus-alertmanager victoria-metrics`.
 */
export function whyMissing(...programs: readonly string[]): string | undefined {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) return undefined;
  const reason = `SKIPPED: ${missing.join(' and ')} not installed; see test/harness/installed.ts`;
  process.stderr.write(`${reason}\n`);
  return reason;
}
