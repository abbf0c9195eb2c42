import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

interface Manifest {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly info: {
    readonly logos: Readonly<Record<'small' | 'large', string>>;
    readonly screenshots: readonly { readonly path: string }[];
    readonly version: string;
    readonly description: string;
    readonly keywords: readonly string[];
  };
  readonly includes?: readonly { readonly type: string; readonly name: string; readonly path: string }[];
  readonly dependencies: { readonly grafanaDependency: string };
  readonly extensions?: { readonly addedLinks?: readonly object[] };
}

const PATHS = ['src/plugin.json', 'src/grafana/datasource/plugin.json', 'src/grafana/panel/plugin.json'];
const manifests = PATHS.map((path) => ({ path, manifest: JSON.parse(readFileSync(path, 'utf8')) as Manifest }));
const [app] = manifests.map(({ manifest }) => manifest);

const IDS = ['ridgeline-vllm-app', 'ridgeline-vllm-datasource', 'ridgeline-roofline-panel'];

describe('the manifests of the plugins', () => {
  it('are those, and no others', () => {
    expect(manifests.map(({ manifest }) => manifest.id)).toEqual(IDS);
    expect(manifests.map(({ manifest }) => manifest.type)).toEqual(['app', 'datasource', 'panel']);
    // As the validator wants ids; a name is for people.
    for (const { manifest } of manifests) {
      expect(manifest.id).toMatch(/^[0-9a-z]+-([0-9a-z]+-)+(app|panel|datasource)$/);
      expect(manifest.name).not.toBe(manifest.id);
    }
  });

  it('name the nested ones exactly where they are', () => {
    const nested = (app?.includes ?? []).filter(({ type }) => type === 'datasource' || type === 'panel');
    expect(nested.map(({ type, path }) => ({ type, path }))).toEqual(
      manifests.slice(1).map(({ path, manifest }) => ({ type: manifest.type, path: path.replace('src/', '') })),
    );
  });

  it.each(PATHS)('%s refers to files that there are', (path) => {
    const manifest = manifests.find((each) => each.path === path)?.manifest;
    const files = [
      ...Object.values(manifest?.info.logos ?? {}),
      ...(manifest?.info.screenshots ?? []).map((screenshot) => screenshot.path),
    ];
    expect(files.filter((file) => !existsSync(join(dirname(path), file)))).toEqual([]);
    const dashboards = (manifest?.includes ?? []).filter(({ type }) => type === 'dashboard');
    expect(dashboards.filter((dashboard) => !existsSync(dashboard.path))).toEqual([]);
  });

  it('leave version and date to the build', () => {
    for (const { manifest } of manifests) expect(manifest.info.version).toBe('%VERSION%');
    // Below the app, this stands for the id of the app.
    for (const path of PATHS.slice(1)) expect(readFileSync(path, 'utf8')).not.toContain('%PLUGIN_ID%');
  });

  it('run on Grafana 12.3 and every later one, and claim nothing that a browser cannot do', () => {
    for (const { path, manifest } of manifests) {
      expect(manifest.dependencies.grafanaDependency).toBe('>=12.3.0');
      const claims = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      expect(['alerting', 'backend', 'mixed', 'executable'].filter((claim) => claim in claims)).toEqual([]);
    }
  });

  it('keep the token of an engine where Grafana encrypts it', () => {
    const text = readFileSync('src/grafana/datasource/plugin.json', 'utf8');
    expect(text).toContain('{{ .SecureJsonData.engineToken }}');
    expect(text).not.toMatch(/JsonData\.\w*[Tt]oken/.exec(text.replaceAll('SecureJsonData', ''))?.[0] ?? /$^/);
  });
});

describe('what runs in Grafana', () => {
  const files = sourceFiles.filter(({ path }) => path.startsWith('src/grafana/') || path === 'src/module.tsx');

  it.each([
    ['writes to the console', /console\.\w+\(/],
    ['asks in a dialogue of the browser', /\b(alert|confirm|prompt)\(/],
    ['opens windows', /window\.open\(/],
    ['reads the address of the page', /window\.location\.(search|href)/],
    ['reaches into Grafana', /grafanaBootData|grafanaRuntime|\/api\/ds\/query|__grafanaSceneContext/],
    ['silences the compiler', /@ts-(ignore|expect-error|nocheck)/],
    ['uses what is not stable', /@grafana\/\w+\/(unstable|internal)/],
    ['has colours of its own', /['"`]#[0-9a-fA-F]{3,8}['"`]/],
    ['uses deprecated parts', /\b(DataSourceHttpSettings|VerticalGroup|HorizontalGroup|gf-form)\b/],
    ['needs Node', /from 'node:|from 'axios'|from 'prom-client'/],
    ['keeps to one version of React', /\bfindDOMNode\b|\bdefaultProps\b|\buse\(/],
  ])('never %s', (_, pattern) => {
    expect(files.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
  });
});

describe('the documents that the catalogue of Grafana shows', () => {
  it.each(['src/README.md', 'CHANGELOG.md', 'LICENSE'])('%s is there, and fit for it', (path) => {
    const text = readFileSync(path, 'utf8');
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toMatch(/<!--|\byarn\b|nodejs|\{yyyy\}|\{name of copyright owner\}|\[yyyy\]/);
  });
});
