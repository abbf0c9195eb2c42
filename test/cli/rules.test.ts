import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { whyMissing } from '../harness/installed.ts';
import { runRidgeline } from './run-ridgeline.ts';
import { emptyFolder, expectComplaint, fileIn } from './surroundings.ts';

const groupsOf = (text: string): string[] =>
  (parse(text) as { groups: { name: string }[] }).groups.map(({ name }) => name);

describe.concurrent('rules', () => {
  it('prints recording and alert rules, for the objectives on the command line', async () => {
    const cwd = await emptyFolder();
    const { code, stdout, stderr } = await runRidgeline(['rules', '--ttft', '0.5'], { cwd, fromSource: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(groupsOf(stdout)).toEqual(expect.arrayContaining(['ridgeline-engine-goodput', 'ridgeline-alerts-users']));
    expect(stdout).toContain('engine:vllm_wait_forecast_seconds:ratio1m > 0.5');
    expect(stdout).toContain("runbook_url: 'provisioning/prometheus/runbook.md#vllmenginedown'");
  });

  it('prints one kind, for another window and runbook', async () => {
    const args = ['rules', '--kind', 'alerts', '--window', '10m', '--runbook-url', 'https://wiki/vllm'];
    const { stdout } = await runRidgeline(args, { cwd: await emptyFolder() });
    expect(groupsOf(stdout).every((name) => name.startsWith('ridgeline-alerts-'))).toBe(true);
    expect(stdout).toContain('engine:vllm_requests_waiting:avg10m >= 10');
    expect(stdout).toContain("runbook_url: 'https://wiki/vllm#vllmqueuegrowing'");
    expect(stdout).toContain('No objectives are declared');
  });

  it('writes both files, with the settings of the file', async () => {
    const folder = await emptyFolder();
    const settings = await fileIn(folder, 'mine.yaml', 'alerts: { jobs: "inference/.*", waitingRequests: 77 }\n');
    const output = join(folder, 'made', 'here');
    const { code, stdout, stderr } = await runRidgeline(['rules', '--settings', settings, '--output', output]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const names = ['ridgeline-alerts.rules.yml', 'ridgeline-recording.rules.yml'];
    expect((await readdir(output)).sort()).toEqual(names);
    for (const name of names) expect(stderr).toContain(join(output, name));
    const alerts = await readFile(join(output, 'ridgeline-alerts.rules.yml'), 'utf8');
    expect(alerts).toContain('up{job=~"inference/.*"} == 0');
    expect(alerts).toContain('engine:vllm_requests_waiting:avg5m >= 77');
  });

  it('from the exporter: alerts on findings, each once, and inhibitions for Alertmanager', async () => {
    const output = join(await emptyFolder(), 'rules');
    const args = ['rules', '--from-exporter', '--pages-url', 'https://wiki/rules'];
    const { code, stderr } = await runRidgeline([...args, '--output', output]);
    const names = ['alerts.rules', 'findings.rules', 'inhibitions', 'recording.rules'];
    expect({ code, files: (await readdir(output)).sort() }).toEqual({
      code: 0,
      files: names.map((name) => `ridgeline-${name}.yml`),
    });
    expect(stderr).toContain('ridgeline-inhibitions.yml');
    const { stdout } = await runRidgeline(args, { cwd: output });
    expect(groupsOf(stdout)).toEqual(expect.arrayContaining(['ridgeline-alerts-engines', 'ridgeline-findings-limits']));
    expect(stdout).toContain("runbook_url: 'https://wiki/rules/sequence-cap.md'");
    expect(stdout).not.toContain('VllmKvCacheExhausted');
    const alone = await runRidgeline(['rules', '--kind', 'inhibitions'], { cwd: output });
    expect(Object.keys(parse(alone.stdout) as object)).toEqual(['inhibit_rules']);
  });

  it.skipIf(whyMissing('promtool') !== undefined)(
    'Prometheus reads objectives of several models and targets',
    async () => {
      const folder = await emptyFolder();
      const settings = await fileIn(
        folder,
        'ridgeline.yaml',
        `objectives:
  - { match: { model: 'a"b\\.c', target: '10\\..*' }, ttftSeconds: 0.3, tpotSeconds: 0.03 }
  - { match: { model: 'a.*' }, e2eSeconds: 4, share: 0.9 }
  - { ttftSeconds: 9000 }
`,
      );
      const output = join(folder, 'rules');
      await runRidgeline(['rules', '--settings', settings, '--output', output]);
      const files = (await readdir(output)).map((name) => join(output, name));
      const checked = execFileSync('promtool', ['check', 'rules', '--lint=all', '--lint-fatal', ...files]).toString();
      expect(checked.match(/SUCCESS/g)).toHaveLength(2);
    },
  );

  it('says which pattern Prometheus would not understand', async () => {
    const folder = await emptyFolder();
    const settings = await fileIn(folder, 'r.yaml', 'objectives: [{ match: { model: "(?!x).*" }, ttftSeconds: 1 }]\n');
    const run = await runRidgeline(['rules', '--settings', settings]);
    expectComplaint(run, 64, /objectives\[0\]\.match\.model/, /"\(\?!"/);
  });

  it('says what is wrong with the window and the folder', async () => {
    const folder = await emptyFolder();
    const file = await fileIn(folder, 'taken', '');
    const runs = await Promise.all([
      runRidgeline(['rules', '--window', 'soon'], { cwd: folder }),
      runRidgeline(['rules', '--output', file], { cwd: folder }),
      runRidgeline(['rules', '--kind', 'both'], { cwd: folder }),
    ]);
    const facts = [/"soon" is not a duration/, /--output .*taken cannot be written to/, /recording, alerts/];
    for (const [i, run] of runs.entries()) expectComplaint(run, 64, facts[i] ?? '');
  });
});
