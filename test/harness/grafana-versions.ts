import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installGrafana12 } from './install-grafana-12.ts';

/** The Grafana whose packages stand around the plugins, and its React. */
export const GRAFANA_VERSIONS = ['g13', 'g12'] as const;
export type GrafanaVersion = (typeof GRAFANA_VERSIONS)[number];

export interface Packages {
  /** The folder that packages are resolved from. */
  readonly folder: string;
  readonly grafana: string;
  readonly lockfile: string;
}

/** Grafana 13 is what the repository itself is built with; 12.4 is installed beside it when it is first needed. */
export function packagesOf(version: GrafanaVersion): Packages {
  const [folder, lockfile] =
    version === 'g13'
      ? [process.cwd(), 'package-lock.json']
      : [installGrafana12(), 'test/harness/g12/package-lock.json'];
  const { version: grafana } = JSON.parse(
    readFileSync(join(folder, 'node_modules/@grafana/data/package.json'), 'utf8'),
  ) as { version: string };
  return { folder, grafana, lockfile };
}
