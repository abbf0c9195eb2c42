import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startReplay } from '../../src/cli/replay-server.ts';
import { alertGroups, findingGroups, spanOf } from '../../src/exporter/rules/index.ts';
import { systemClock } from '../../src/sources/index.ts';
import { recordingPath } from '../accuracy/truth.ts';
import { closeAll } from '../harness/close-all.ts';
import { whyMissing } from '../harness/installed.ts';
import { startPrometheus } from '../harness/prometheus-server.ts';
import type { RunningServer } from '../harness/server-process.ts';
import { provisionedSettings } from './settings.ts';

const FOLDER = 'provisioning/prometheus';
const FILES = [
  'ridgeline-recording.rules.yml',
  'ridgeline-alerts.rules.yml',
  'ridgeline-findings.rules.yml',
  'vllm-targets.yml',
  'ridgeline-targets.yml',
] as const;
const text = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const alerts = [...alertGroups(provisionedSettings, spanOf(300)), ...findingGroups()].flatMap(({ rules }) => rules);

describe('the runbook', () => {
  const sections = text('runbook.md').split(/^## /m).slice(1);

  it('has a section for each alert that has no page of a rule and no other, in which all is said', () => {
    const names = sections.map((section) => section.split('\n')[0]);
    const without = alerts.filter(({ page }) => page === undefined).map(({ alert }) => alert);
    expect([...names].sort()).toEqual([...new Set(without)].sort());
    for (const section of sections) {
      for (const heading of ['Means', 'How sure', 'Look at', 'Do', 'Misleads'])
        expect(section).toContain(`**${heading}.**`);
    }
  });

  it('speaks of rules that there are', () => {
    const recorded = new Set(text('ridgeline-recording.rules.yml').match(/(?:engine|model):vllm_\w+:\w+/g));
    const named = sections.join('').match(/(?:engine|model):vllm_\w+:\w+/g) ?? [];
    expect(named.filter((name) => !recorded.has(name))).toEqual([]);
  });

  it('is where the alerts link to', () => {
    const files = text('ridgeline-alerts.rules.yml') + text('ridgeline-findings.rules.yml');
    for (const { alert, page, finding } of alerts) {
      if (finding !== undefined) expect(files).not.toContain(`#${alert.toLowerCase()}'`);
      else if (page === undefined)
        expect(files).toContain(`runbook_url: '${FOLDER}/runbook.md#${alert.toLowerCase()}'`);
      else expect(files).toContain(`runbook_url: 'docs/rules/${page}.md'`);
    }
  });

  it('links to pages that there are', () => {
    for (const { page } of alerts) if (page !== undefined) expect(existsSync(`docs/rules/${page}.md`)).toBe(true);
  });
});

it('README counts the alerts', () => {
  const readme = readFileSync('README.md', 'utf8');
  const findings = findingGroups().flatMap(({ rules }) => rules).length;
  const names = new Set(alerts.map(({ alert }) => alert)).size;
  const same = alerts.filter(({ finding }) => finding !== undefined).length;
  expect(readme).toContain(`${names - findings} alerts with a [runbook]`);
  expect(readme).toContain(`adds ${findings} alerts on its findings and drops the ${same} that say the same`);
});

describe('every alert', () => {
  interface Group {
    readonly rules: readonly { alert: string; for: string; labels: object; annotations: object }[];
  }
  const groups = ['ridgeline-alerts.rules.yml', 'ridgeline-findings.rules.yml'].flatMap(
    (name) => (parse(text(name)) as { groups: Group[] }).groups,
  );

  it.each(groups.flatMap(({ rules }) => rules).map((rule) => [rule.alert, rule] as const))(
    '%s is complete',
    (_, rule) => {
      expect(rule).toMatchObject({
        for: expect.stringMatching(/^\d+m$/) as string,
        labels: { severity: expect.stringMatching(/^(critical|warning|info)$/) as string },
        annotations: {
          summary: expect.stringContaining('{{') as string,
          description: expect.stringContaining('{{') as string,
          runbook_url: expect.stringMatching(/#(vllm|ridgeline)|docs\/rules\//) as string,
        },
      });
    },
  );
});

const noPromtool = whyMissing('promtool');

describe.skipIf(noPromtool !== undefined)('promtool', () => {
  it('finds nothing wrong with the rules and the configuration', () => {
    const rules = FILES.slice(0, 3).map((name) => join(FOLDER, name));
    const checked = execFileSync('promtool', ['check', 'rules', '--lint=all', '--lint-fatal', ...rules]).toString();
    expect(checked.match(/SUCCESS: \d+ rules found/g)).toHaveLength(3);
    expect(execFileSync('promtool', ['check', 'config', join(FOLDER, 'prometheus.yml')]).toString()).toContain(
      'SUCCESS',
    );
  });
});

const noPrometheus = whyMissing('prometheus');

describe.skipIf(noPrometheus !== undefined)('Prometheus runs the folder as it is', () => {
  const closing: (() => Promise<unknown>)[] = [];
  let server: RunningServer;

  beforeAll(async () => {
    const replay = await startReplay(recordingPath('b_overload'), { clock: systemClock, loop: true });
    closing.push(() => replay.close());
    const exporter = createServer((_, response) => {
      // Prometheus 3 takes nothing that does not say what it is.
      response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
      response.end('ridgeline_requests_running 3\n');
    }).listen(0, '127.0.0.1');
    await once(exporter, 'listening');
    closing.push(() => new Promise((closed) => exporter.close(closed)));
    const targets = (port: number | string) => `- targets: ['127.0.0.1:${port}']\n`;
    server = await startPrometheus({
      configuration: text('prometheus.yml'),
      files: {
        ...Object.fromEntries(FILES.map((name) => [name, text(name)])),
        'vllm-targets.yml': targets(new URL(replay.url).port),
        'ridgeline-targets.yml': targets((exporter.address() as AddressInfo).port),
      },
    });
    closing.push(() => server.stop());
  }, 60_000);
  afterAll(async () => {
    await closeAll(closing);
  });

  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${server.url}/api/v1/${path}`);
    return ((await response.json()) as { data: unknown }).data;
  };

  interface Rule {
    readonly name: string;
    readonly health: string;
    readonly lastError?: string;
  }

  const rules = async (): Promise<Rule[]> =>
    ((await ask('rules')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
  const up = async (): Promise<string[]> =>
    ((await ask('query?query=up == 1')) as { result: { metric: { job: string } }[] }).result.map(
      ({ metric }) => metric.job,
    );

  // A scrape and an evaluation come within 15 s of the start, each at a time of its own.
  it('scrapes both, and evaluates every rule without an error', { timeout: 60_000 }, async () => {
    const deadline = Date.now() + 40_000;
    while (Date.now() < deadline) {
      const pending = (await rules()).some(({ health }) => health === 'unknown');
      if (!pending && (await up()).length === 2) break;
      await sleep(250);
    }
    expect((await up()).sort()).toEqual(['ridgeline', 'vllm']);
    const evaluated = await rules();
    expect(evaluated.length).toBeGreaterThan(140);
    expect(evaluated.filter(({ health }) => health !== 'ok')).toEqual([]);
  });

  it('shows the engine of the recording', async () => {
    const { result } = (await ask('query?query=vllm:num_requests_running')) as { result: { metric: object }[] };
    expect(result).toHaveLength(1);
    expect(result[0]?.metric).toMatchObject({ job: 'vllm', engine: '0', model_name: 'tiny' });
  });
});
