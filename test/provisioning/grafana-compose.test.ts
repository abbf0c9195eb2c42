import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMPOSE, mountsOf, SERVICES } from './compose-file.ts';

const { services } = COMPOSE;
const idOf = (path: string): string => (JSON.parse(readFileSync(path, 'utf8')) as { id: string }).id;
const IDS = ['src/plugin.json', 'src/grafana/datasource/plugin.json', 'src/grafana/panel/plugin.json'].map(idOf);

describe('docker-compose.yml', () => {
  it('mounts only what there is, and writes nothing but the build', () => {
    for (const [name, service] of SERVICES) {
      for (const { from, mode } of mountsOf(service)) {
        if (!from.startsWith('.')) expect(Object.keys(COMPOSE.volumes), name).toContain(from);
        // Built by the first start.
        else if (from === './dist') expect(name === 'install' || mode === 'ro').toBe(true);
        else {
          expect(existsSync(from), `${name}: ${from}`).toBe(true);
          expect(mode, `${name}: ${from}`).toBe('ro');
        }
      }
    }
  });

  it('opens ports on loopback only, since whoever looks needs no password', () => {
    const ports = SERVICES.flatMap(([, { ports: opened = [] }]) => opened);
    expect(ports.sort()).toEqual(['127.0.0.1:3000:3000', '127.0.0.1:9090:9090']);
    expect(services.grafana.environment).toMatchObject({
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    });
  });

  it('names a version of every image, and lets it be another', () => {
    for (const [name, { image }] of SERVICES) expect(image, name).toMatch(/:\$\{\w+_VERSION:-v?\d+(\.\d+)*\}(-slim)?$/);
    expect(services.grafana.image).toMatch(/:-(12\.[4-9]|13\.)/);
  });

  it('allows the app and what is nested in it, unsigned', () => {
    expect(services.grafana.environment?.['GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS']?.split(',').sort()).toEqual(
      [...IDS].sort(),
    );
  });

  it('puts plugin, provisioning and the first dashboard where Grafana looks', () => {
    const { environment = {} } = services.grafana;
    const mounts = new Map(mountsOf(services.grafana).map(({ from, to }) => [from, to]));
    const plugin = `${environment['GF_PATHS_PLUGINS'] ?? ''}/${IDS[0] ?? ''}`;
    expect(mounts.get('./dist')).toBe(plugin);
    for (const folder of ['datasources', 'dashboards', 'plugins']) {
      expect(mounts.get(`./provisioning/${folder}`)).toBe(`${environment['GF_PATHS_PROVISIONING'] ?? ''}/${folder}`);
    }
    const home = environment['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH'] ?? '';
    expect(home.startsWith(`${plugin}/dashboards/`)).toBe(true);
    const dashboard = JSON.parse(readFileSync(home.replace(plugin, '.'), 'utf8')) as { uid: string };
    expect(dashboard.uid).toBe('ridgeline-engine-overview');
  });

  it('gives Prometheus its configuration with all that it reads, and the addresses of the services', () => {
    const configuration = parse(readFileSync('provisioning/prometheus/prometheus.yml', 'utf8')) as {
      rule_files: string[];
      scrape_configs: { file_sd_configs: { files: string[] }[] }[];
    };
    const needed = [
      ...configuration.rule_files,
      ...configuration.scrape_configs.flatMap((job) => job.file_sd_configs.flatMap(({ files }) => files)),
    ];
    const mounted = new Map(mountsOf(services.prometheus).map(({ from, to }) => [to, from]));
    for (const name of needed) expect(mounted.get(`/etc/prometheus/${name}`), name).toBeDefined();
    for (const name of ['vllm-targets.yml', 'ridgeline-targets.yml']) {
      const path = mounted.get(`/etc/prometheus/${name}`) ?? '';
      const [{ targets }] = parse(readFileSync(path, 'utf8')) as [{ targets: string[] }];
      for (const target of targets) expect(Object.keys(services)).toContain(target.split(':')[0]);
    }
    expect(services.grafana.environment?.['PROMETHEUS_URL']).toBe('http://prometheus:9090');
    expect(services.prometheus.command).toContain('--config.file=/etc/prometheus/prometheus.yml');
  });

  it('waits for the packages and the build', () => {
    for (const name of ['vllm', 'exporter', 'grafana'] as const) {
      expect(services[name].depends_on).toEqual({ install: { condition: 'service_completed_successfully' } });
    }
  });

  it('installs by a script that a shell understands, with what there is', () => {
    const [shell, flags, script = ''] = services.install.command ?? [];
    expect([shell, flags]).toEqual(['sh', '-euc']);
    execFileSync('sh', ['-n', '-c', script.replaceAll('$$', '$')]);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    for (const [, name = ''] of script.matchAll(/npm run ([\w:-]+)/g)) expect(scripts).toHaveProperty(name);
    for (const [, path = ''] of script.matchAll(/node (\S+)/g)) expect(existsSync(path), path).toBe(true);
    // Each start would install anew; the build installs what is missing by itself.
    expect(script).not.toContain('npm ci');
    expect(scripts['prebuild']).toBe('node .ci/ensure-installed.mjs');
  });
});
