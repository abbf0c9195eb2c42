import { bundlePage } from './bundle-page.ts';
import { GRAFANA_VERSIONS } from './grafana-versions.ts';
import { ensureBuilt } from './plugin-build.ts';
import { whyNoHarness } from './why-no-harness.ts';

/** Everything slow, once: the plugins built, the other Grafana installed, the pages bundled. */
export default async function setup(): Promise<void> {
  if (whyNoHarness() !== undefined) return;
  ensureBuilt();
  for (const version of GRAFANA_VERSIONS) await bundlePage(version);
}
