// Installs what package-lock.json names when node_modules does not hold it: `--omit=dev` leaves out what only tests need.
// Everything it prints goes to stderr, so that commands run through npm keep a clean stdout.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const omit = process.argv.slice(2);
const packagesIn = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {});

const installed = packagesIn(`${root}node_modules/.package-lock.json`);
const missing = Object.entries(packagesIn(`${root}package-lock.json`)).filter(
  ([path, { version, dev, optional, devOptional }]) =>
    path !== '' &&
    !optional &&
    !((dev || devOptional) && omit.includes('--omit=dev')) &&
    installed[path]?.version !== version,
);

if (missing.length > 0) {
  console.error(`Installing ${missing.length} packages …`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', ...omit, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  process.exit(status ?? 1);
}
