import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeAll } from '../harness/close-all.ts';
import { freePort } from '../harness/free-port.ts';
import { whyMissing } from '../harness/installed.ts';
import { startPrometheus } from '../harness/prometheus-server.ts';
import type { RunningServer } from '../harness/server-process.ts';
import { COMPOSE, mountsOf } from './compose-file.ts';

// No Docker here: the commands of the services themselves, on loopback ports instead of a network of their own.

const closing: (() => Promise<unknown>)[] = [];

/** Addresses inside docker-compose.yml and what they are here. */
type Addresses = Readonly<Record<string, string>>;

function run(service: 'vllm' | 'exporter', addresses: Addresses): void {
  const command = (COMPOSE.services[service].command ?? []).map((part) =>
    Object.entries(addresses).reduce((text, [inside, here]) => text.replaceAll(inside, here), part),
  );
  const [program = '', ...parameters] = command;
  const child = spawn(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  closing.push(async () => {
    if (child.exitCode !== null) throw new Error(`${service} ended by itself:\n${said}`);
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
}

async function until(url: string, holds: (body: string) => boolean): Promise<string> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const body = await fetch(url).then(
      (response) => response.text(),
      () => '',
    );
    if (holds(body)) return body;
    if (Date.now() > deadline) throw new Error(`${url} does not answer as expected: ${body.slice(0, 500)}`);
    await sleep(200);
  }
}

describe('the services of docker-compose.yml', () => {
  let vllm: string;
  let exporter: string;

  beforeAll(async () => {
    const [enginePort, exporterPort] = [await freePort(), await freePort()];
    vllm = `127.0.0.1:${enginePort}`;
    exporter = `127.0.0.1:${exporterPort}`;
    run('vllm', { '0.0.0.0': '127.0.0.1', '8000': String(enginePort) });
    run('exporter', { '0.0.0.0:9842': exporter, 'vllm:8000': vllm });
  });
  afterAll(async () => {
    await closeAll(closing);
  });

  it('replay a vLLM', { timeout: 60_000 }, async () => {
    const page = await until(`http://${vllm}/metrics`, (body) => body.includes('vllm:num_requests_running'));
    expect(page).toContain('model_name="tiny"');
  });

  it('export what it does, measured against what is declared', { timeout: 60_000 }, async () => {
    const page = await until(`http://${exporter}/metrics`, (body) => body.includes('ridgeline_requests_running{'));
    expect(page).toMatch(/ridgeline_sequence_cap\{[^}]*\} 16/);
  });

  const noPrometheus = whyMissing('prometheus');

  it.skipIf(noPrometheus !== undefined)(
    'are scraped every 5 s, as their target files say',
    { timeout: 60_000 },
    async () => {
      const mounted = mountsOf(COMPOSE.services.prometheus).filter(({ to }) => to.endsWith('.yml'));
      const files = Object.fromEntries(
        mounted.map(({ from, to }) => [
          to.replace('/etc/prometheus/', ''),
          readFileSync(from, 'utf8').replace('vllm:8000', vllm).replace('exporter:9842', exporter),
        ]),
      );
      const { 'prometheus.yml': configuration = '', ...others } = files;
      const server: RunningServer = await startPrometheus({ configuration, files: others });
      closing.push(() => server.stop());
      const url = `${server.url}/api/v1/targets?state=active`;
      interface Target {
        readonly scrapeInterval: string;
        readonly health: string;
        readonly labels: { readonly job: string };
      }
      const targets = (body: string) =>
        (JSON.parse(body || '{}') as { data?: { activeTargets: Target[] } }).data?.activeTargets ?? [];
      const body = await until(url, (text) => targets(text).filter(({ health }) => health === 'up').length === 2);
      expect(
        targets(body)
          .map(({ labels: { job }, scrapeInterval }) => `${job} ${scrapeInterval}`)
          .sort(),
      ).toEqual(['ridgeline 5s', 'vllm 5s']);
    },
  );
});
