import { spawnSync } from 'node:child_process';

const { error } = spawnSync('promtool', ['--version']);

/** Why metrics cannot be checked as Prometheus does it. */
export const NO_PROMTOOL = error ? 'promtool, which comes with Prometheus, is not installed' : undefined;
if (NO_PROMTOOL) process.stderr.write(`Nothing is checked by Prometheus itself: ${NO_PROMTOOL}.\n`);

/** What `promtool check metrics` has to say about a page: nothing when all is well. */
export function promtoolCheck(page: string): string {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: page, encoding: 'utf8' });
  return status === 0 ? stdout + stderr : `exit ${status}\n${stdout}${stderr}`;
}
