import { describe, expect, it } from 'vitest';
import { folderOf, resolveImport, sourceFiles } from './source-files.ts';

// Data flows down this list: a folder imports only from folders above it.
const ORDER = [
  'quantities',
  'settings',
  'roofline',
  'metrics',
  'analysis',
  'diagnosis',
  'comparison',
  'planning',
  'report',
  'sources',
  'exporter',
  'cli',
  'grafana',
];

// Folders whose parts are entered each by its own index.
const DIVIDED = ['metrics', 'grafana'];

// Surfaces stand side by side; only that a command of cli starts another.
const SURFACES = ['exporter', 'cli', 'grafana'];
const STARTS = { from: 'src/cli/commands/', surface: 'exporter' };

// The same inside metrics, and inside grafana, of which the plugins stand side by side.
const METRICS_ORDER = ['exposition', 'catalogue', 'window'];
const GRAFANA_ORDER = ['query', 'frames', 'datasource', 'panel', 'app'];

// The entry of the app, which Grafana wants there.
const ROOT_ENTRY = 'src/module.tsx';

// Which folders may use which packages; whatever is not named is used by none.
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  settings: ['zod/mini', 'zod/v4/locales/en.js'],
  report: ['zod', 'string-width'],
  sources: ['axios'],
  exporter: ['prom-client'],
  grafana: [
    '@emotion/css',
    '@grafana/data',
    '@grafana/runtime',
    '@grafana/schema',
    '@grafana/ui',
    'react',
    'react-router-dom',
    'rxjs',
  ],
  cli: ['chalk', 'cli-truncate', 'commander', 'log-update', 'ora', 'yaml'],
};

// Everything above sources is pure. What runs in a browser has a clock, but no Node.
const NODE_ALLOWED = ['sources', 'exporter', 'cli'];
const CLOCK_ALLOWED = [...NODE_ALLOWED, 'grafana'];

const foldered = sourceFiles.filter(({ path }) => path !== ROOT_ENTRY);

const imports = foldered.flatMap(({ path, imports: specifiers }) =>
  specifiers.map((specifier) => ({ path, specifier })),
);
const relative = imports.filter(({ specifier }) => specifier.startsWith('.'));
const packages = imports.filter(({ specifier }) => !specifier.startsWith('.'));

describe('data flows one way', () => {
  it('knows every folder', () => {
    expect(foldered.map(({ path }) => folderOf(path)).filter((folder) => !ORDER.includes(folder))).toEqual([]);
  });

  it('imports only from above', () => {
    const upwards = relative.filter(({ path, specifier }) => {
      const [from, to] = [folderOf(path), folderOf(resolveImport(path, specifier))];
      const starts = path.startsWith(STARTS.from) && to === STARTS.surface;
      const besides = from !== to && SURFACES.includes(from) && SURFACES.includes(to) && !starts;
      return besides || ORDER.indexOf(to) > ORDER.indexOf(from);
    });
    expect(upwards).toEqual([]);
  });

  it('flows from exposition to catalogue to window inside metrics', () => {
    const part = (path: string): number => METRICS_ORDER.indexOf(path.split('/')[2] ?? '');
    const inside = relative.filter(({ path }) => folderOf(path) === 'metrics');
    const upwards = inside.filter(({ path, specifier }) => {
      const target = resolveImport(path, specifier);
      return folderOf(target) === 'metrics' && part(target) > part(path);
    });
    expect(inside.length).toBeGreaterThan(0);
    expect(upwards).toEqual([]);
  });

  it('flows inside grafana from queries to frames to the data source, the panel and the app', () => {
    const part = (path: string): number => GRAFANA_ORDER.indexOf(path.split('/')[2] ?? '');
    const inside = relative.filter(({ path }) => folderOf(path) === 'grafana');
    const upwards = inside.filter(({ path, specifier }) => {
      const target = resolveImport(path, specifier);
      return folderOf(target) === 'grafana' && part(target) > part(path);
    });
    const aside = inside.filter(
      ({ path, specifier }) =>
        path.startsWith('src/grafana/panel/') && resolveImport(path, specifier).startsWith('src/grafana/datasource/'),
    );
    expect(inside.length).toBeGreaterThan(0);
    expect([...upwards, ...aside]).toEqual([]);
  });

  it('enters another folder by its index', () => {
    const aside = relative.filter(({ path, specifier }) => {
      const target = resolveImport(path, specifier);
      const unit = (file: string): string =>
        file
          .split('/')
          .slice(0, DIVIDED.includes(folderOf(file)) ? 3 : 2)
          .join('/');
      return unit(path) !== unit(target) && !target.endsWith('/index.ts');
    });
    expect(aside).toEqual([]);
  });
});

/** The files that run when this one does; what is only imported for its types does not. */
function runsWith(entry: string): string[] {
  const reached = new Set([entry]);
  for (const path of reached) {
    const text = sourceFiles.find((file) => file.path === path)?.text ?? '';
    for (const [, specifier = ''] of text.matchAll(/^(?:import|export) (?!type )(?:[^;']*from )?'(\.[^']*)'/gm)) {
      reached.add(resolveImport(path, specifier));
    }
  }
  return [...reached].sort();
}

describe('packages and the outside', () => {
  it('asks a Prometheus without Node and axios, so that a browser can', () => {
    const files = runsWith('src/sources/prometheus-api/index.ts');
    expect(files).toContain('src/sources/observe-steps.ts');
    expect(files).toContain('src/metrics/catalogue/vocabulary.ts');
    expect(files.filter((path) => !path.startsWith('src/') || !sourceFiles.some((file) => file.path === path))).toEqual(
      [],
    );
    expect(packages.filter(({ path, specifier }) => files.includes(path) && /^(node:|axios$)/.test(specifier))).toEqual(
      [],
    );
  });

  it('uses a package only where it belongs', () => {
    const strays = packages.filter(
      ({ path, specifier }) => !specifier.startsWith('node:') && !PACKAGES[folderOf(path)]?.includes(specifier),
    );
    expect(strays).toEqual([]);
  });

  it('opens sockets through axios in one file', () => {
    expect(packages.filter(({ specifier }) => specifier === 'axios').map(({ path }) => path)).toEqual([
      'src/sources/http.ts',
    ]);
  });

  it('keeps Node, clocks and randomness out of everything above sources', () => {
    const nodeImports = packages.filter(
      ({ path, specifier }) => specifier.startsWith('node:') && !NODE_ALLOWED.includes(folderOf(path)),
    );
    const impure = sourceFiles.filter(
      ({ path, text }) =>
        !CLOCK_ALLOWED.includes(folderOf(path)) &&
        /\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|\bprocess\.[a-z]/.test(text),
    );
    expect(nodeImports).toEqual([]);
    expect(impure.map(({ path }) => path)).toEqual([]);
  });
});
