import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = ['dist/module.js', 'dist/grafana/datasource/module.js', 'dist/grafana/panel/module.js'];

/** What they are made of, and by. */
const FOLDERS = ['src', 'dashboards', '.config'];
const FILES = ['webpack.config.ts', 'package-lock.json'];

/** Builds the plugins where dist is missing or older than what it is made of. */
export function ensureBuilt(): void {
  const newest = Math.max(...[...FOLDERS.flatMap(filesIn), ...FILES].map(changedAt));
  // Files that came out the same are left alone by webpack; plugin.json is written anew each time.
  const isFresh = BUILT.every((file) => existsSync(file)) && Math.max(...filesIn('dist').map(changedAt)) >= newest;
  if (isFresh) return;
  process.stderr.write('Building the plugins for the harness …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['run', '--silent', 'build'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('npm run build failed');
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

const changedAt = (path: string): number => statSync(path).mtimeMs;
