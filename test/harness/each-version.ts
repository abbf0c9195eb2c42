import { afterAll, beforeAll, describe } from 'vitest';
import { whyNoChromium } from './chromium.ts';
import { GRAFANA_VERSIONS, type GrafanaVersion } from './grafana-versions.ts';
import { whyMissing } from './installed.ts';
import { openHarness, type Harness } from './open-harness.ts';

const missing = whyNoChromium() ?? whyMissing('prometheus', 'promtool');

/** The same tests in every version of Grafana, each with a harness of its own. */
export function inEachGrafana(
  what: string,
  recordings: readonly string[],
  tests: (harness: () => Harness, version: GrafanaVersion) => void,
): void {
  describe.skipIf(missing !== undefined).each(GRAFANA_VERSIONS)(`${what}, in %s`, (version) => {
    let harness: Harness;
    beforeAll(async () => {
      harness = await openHarness(version, recordings);
    });
    afterAll(() => harness.close());
    tests(() => harness, version);
  });
}
