import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './cache.ts';

const DECLARED = 'test/harness/g12';
const INSTALLED = join(CACHE, 'g12');

/**
 * Installs what test/harness/g12/package-lock.json names, unless that is there; gives the folder. Not where the lockfile lies:
 * tools that look for tests, types and styles would find those of its packages.
 */
export function installGrafana12(): string {
  const folder = join(process.cwd(), INSTALLED);
  const lock = join(INSTALLED, 'package-lock.json');
  const isThere =
    existsSync(join(INSTALLED, 'node_modules/.package-lock.json')) &&
    existsSync(lock) &&
    readFileSync(lock, 'utf8') === readFileSync(join(DECLARED, 'package-lock.json'), 'utf8');
  if (isThere) return folder;
  process.stderr.write('Installing the packages of Grafana 12.4 for the harness, once …\n');
  // Otherwise what an earlier lockfile left would pass for this one's if npm fails.
  rmSync(join(INSTALLED, 'node_modules'), { recursive: true, force: true });
  mkdirSync(INSTALLED, { recursive: true });
  copyFileSync(join(DECLARED, 'package.json'), join(INSTALLED, 'package.json'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  copyFileSync(join(DECLARED, 'package-lock.json'), lock);
  const { status } = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`npm could not install ${DECLARED}/package-lock.json`);
  return folder;
}
