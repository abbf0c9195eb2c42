import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { APP_ID, DATASOURCE_TYPE } from '../../src/grafana/query/index.ts';
import { parseSettings } from '../../src/settings/index.ts';

const FOLDERS = ['datasources', 'dashboards', 'plugins'] as const;
const files = FOLDERS.flatMap((folder) =>
  readdirSync(join('provisioning', folder)).map((name) => join('provisioning', folder, name)),
);
const read = (path: string): unknown => parse(readFileSync(path, 'utf8'));

interface DataSource {
  readonly name: string;
  readonly uid: string;
  readonly type: string;
  readonly access: string;
  readonly url?: string;
  readonly isDefault?: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData?: Readonly<Record<string, string>>;
}

describe("Grafana's provisioning", () => {
  it('has files of the names that Grafana reads, in the format that it knows', () => {
    expect(files.length).toBe(4);
    for (const path of files) {
      expect(path).toMatch(/\.ya?ml$/);
      expect(read(path)).toMatchObject({ apiVersion: 1 });
    }
  });

  // Grafana puts environment variables in wherever a dollar sign stands.
  it('takes from the environment what docker-compose.yml gives, and no secret from anywhere else', () => {
    const compose = read('docker-compose.yml') as { services: { grafana: { environment: object } } };
    for (const path of files) {
      for (const text of textsIn(read(path))) {
        for (const [, name = ''] of text.matchAll(/\$(\w+)/g)) {
          expect(Object.keys(compose.services.grafana.environment), `${path}: ${text}`).toContain(name);
        }
      }
    }
    const secrets = dataSources().flatMap(({ secureJsonData = {} }) => Object.values(secureJsonData));
    expect(secrets.filter((secret) => !/^\$\w+$/.test(secret))).toEqual([]);
    expect(files.filter((path) => /password|bearer|apikey/i.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});

describe('data sources', () => {
  it('are a Prometheus and ours, which asks it', () => {
    const [prometheus, ridgeline] = ['prometheus', 'ridgeline'].map((uid) =>
      dataSources().find((source) => source.uid === uid),
    );
    expect(prometheus).toMatchObject({ type: 'prometheus', access: 'proxy', url: '$PROMETHEUS_URL' });
    expect(ridgeline).toMatchObject({
      type: DATASOURCE_TYPE,
      access: 'proxy',
      jsonData: { connection: 'prometheus', prometheusUid: prometheus?.uid },
    });
    expect(DATASOURCE_TYPE).toBe(idOf('src/grafana/datasource/plugin.json'));
    expect(dataSources().filter(({ isDefault }) => isDefault === true)).toHaveLength(1);
  });

  it('declare settings that are valid, the same as those of the exporter', () => {
    const settings = dataSources().find(({ type }) => type === DATASOURCE_TYPE)?.jsonData['settings'];
    expect(parseSettings(settings)).not.toHaveProperty('problems');
    expect(settings).toEqual(read('provisioning/prometheus/compose/ridgeline.yaml'));
  });

  it('promise what the rules beside them alert on', () => {
    const { objectives } = read('provisioning/prometheus/ridgeline.yaml') as { objectives: unknown };
    expect(read('provisioning/prometheus/compose/ridgeline.yaml')).toMatchObject({ objectives });
  });
});

describe('dashboards and the app', () => {
  it('come from the folder that the build fills, and from nowhere else', () => {
    const { providers } = read('provisioning/dashboards/ridgeline.yaml') as {
      providers: { type: string; allowUiUpdates: boolean; options: { path: string } }[];
    };
    expect(providers).toHaveLength(1);
    expect(providers[0]).toMatchObject({
      type: 'file',
      allowUiUpdates: false,
      disableDeletion: true,
      options: { path: `$GF_PATHS_PLUGINS/${APP_ID}/dashboards` },
    });
    expect(readFileSync('webpack.config.ts', 'utf8')).toContain("'../dashboards/*.json'");
    // Grafana imports those that an app lists when it is enabled: a second time, under the same uids.
    const { includes } = JSON.parse(readFileSync('src/plugin.json', 'utf8')) as { includes: { type: string }[] };
    expect(includes.filter(({ type }) => type === 'dashboard')).toEqual([]);
  });

  it('and the app is enabled', () => {
    expect(read('provisioning/plugins/ridgeline.yaml')).toMatchObject({ apps: [{ type: APP_ID, disabled: false }] });
    expect(APP_ID).toBe(idOf('src/plugin.json'));
  });
});

const dataSources = (): DataSource[] =>
  files
    .filter((path) => path.includes('datasources'))
    .flatMap((path) => (read(path) as { datasources: DataSource[] }).datasources);

const idOf = (path: string): string => (JSON.parse(readFileSync(path, 'utf8')) as { id: string }).id;

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];
