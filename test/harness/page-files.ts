import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

export interface Served {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer | string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" /><title>Ridgeline in Grafana</title><base href="/" />
    <link rel="icon" href="data:," /><link rel="stylesheet" href="/harness/entry.css" />
  </head>
  <body><div id="root"></div><script src="/harness/boot.js"></script><script type="module" src="/harness/entry.js"></script></body>
</html>`;

const DIST = 'dist';

/** A plugin's files under its own id, as Grafana serves them: those of a nested one from its folder. */
const ROOTS: Readonly<Record<string, string>> = {
  'ridgeline-vllm-app': '',
  'ridgeline-vllm-datasource': 'grafana/datasource',
  'ridgeline-roofline-panel': 'grafana/panel',
};

/**
 * Gives what lies at a path. Of dist, what lay there at the start, since somebody may be building; any path that is no file is
 * the page, whose router goes on from there.
 */
export function createFiles({ bundle, packages }: { readonly bundle: string; readonly packages: string }) {
  const dist = snapshot(DIST);
  const icons = join(packages, 'node_modules/@grafana/ui/dist/public/img');
  return (pathname: string): Served => {
    const [, top = '', second = '', id = '', ...rest] = normalize(decodeURIComponent(pathname)).split('/');
    if (top === 'harness') return file(join(bundle, second));
    if (top === 'public' && second === 'plugins') {
      const path = join(ROOTS[id] ?? 'nowhere', ...rest);
      const body = dist.get(path);
      return body ? { status: 200, type: typeOf(path), body } : missing(pathname);
    }
    if (top === 'public' && second === 'build' && id === 'img') return icon(join(icons, ...rest));
    if (top === 'public' || top === 'api') return missing(pathname);
    return { status: 200, type: typeOf('.html'), body: PAGE };
  };
}

function snapshot(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => !name.endsWith('.map') && statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
}

function file(path: string): Served {
  try {
    return { status: 200, type: typeOf(path), body: readFileSync(path) };
  } catch {
    return missing(path);
  }
}

/** Some icons come with Grafana itself only; they stay blank. */
function icon(path: string): Served {
  const found = file(path);
  return found.status === 200 ? found : { status: 200, type: typeOf('.svg'), body: BLANK };
}

const BLANK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>';

const typeOf = (path: string): string => TYPES[extname(path) || path] ?? 'application/octet-stream';

const missing = (path: string): Served => ({ status: 404, type: 'text/plain', body: `nothing at ${path}` });
