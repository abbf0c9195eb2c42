import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { CACHE } from './cache.ts';
import { packagesOf, type GrafanaVersion, type Packages } from './grafana-versions.ts';

const PAGE = join('test', 'harness', 'page');

/** The page of the harness with the packages of one Grafana; gives the folder of the bundle. Kept until either changes. */
export async function bundlePage(version: GrafanaVersion): Promise<string> {
  const packages = packagesOf(version);
  const folder = join(CACHE, `page-${version}-${fingerprint(packages)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE, { withFileTypes: true }).map((entry) => entry.name)) {
    if (name.startsWith(`page-${version}-`)) await rm(join(CACHE, name), { recursive: true, force: true });
  }
  // Another process may be at it, too; whoever is first wins.
  const unfinished = await mkdtemp(join(CACHE, `unfinished-`));
  await build({
    entryPoints: [join(PAGE, 'boot.ts'), join(PAGE, 'entry.tsx')],
    outdir: unfinished,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    sourcemap: false,
    mainFields: ['module', 'browser', 'main'],
    define: {
      // React then says what it does not like.
      'process.env.NODE_ENV': '"development"',
      GRAFANA_VERSION: JSON.stringify(packages.grafana),
      global: 'globalThis',
    },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'dataurl', '.woff': 'dataurl', '.ttf': 'dataurl' },
    plugins: [packagesOfVersion(packages)],
    logLevel: 'error',
  });
  if (existsSync(folder)) await rm(unfinished, { recursive: true });
  else renameSync(unfinished, folder);
  return folder;
}

function fingerprint({ lockfile, grafana }: Packages): string {
  const sources = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const files = [...sources.sort().map((name) => join(PAGE, name)), lockfile, 'test/harness/bundle-page.ts'];
  const hash = createHash('sha256').update(grafana);
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

const BROUGHT_ALONG = /^grafana-ui\//;

/** One source, two sets of packages: what the page imports by name comes from the folder of the version. */
const packagesOfVersion = ({ folder }: Packages): Plugin => ({
  name: 'packages of a version',
  setup(esbuild) {
    esbuild.onResolve({ filter: BROUGHT_ALONG }, ({ path, kind }) =>
      esbuild.resolve(path.replace(BROUGHT_ALONG, ''), { kind, resolveDir: join(folder, 'node_modules/@grafana/ui') }),
    );
    esbuild.onResolve({ filter: /^[@\w]/ }, ({ path, kind, importer, pluginData }) => {
      const isOfPage = dirname(importer).startsWith(join(process.cwd(), PAGE));
      return isOfPage && pluginData !== RESOLVED
        ? esbuild.resolve(path, { kind, resolveDir: folder, pluginData: RESOLVED })
        : undefined;
    });
  },
});

const RESOLVED = 'resolved';
