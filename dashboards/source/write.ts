// Writes dashboards/*.json, and removes what is no dashboard any more.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardFiles } from './all-dashboards.ts';

const folder = join(import.meta.dirname, '..');
const files = dashboardFiles();

for (const name of readdirSync(folder)) {
  if (name.endsWith('.json') && !files.has(name)) rmSync(join(folder, name));
}
for (const [name, text] of files) writeFileSync(join(folder, name), text);
process.stdout.write(`${[...files.keys()].join('\n')}\n`);
